/** What of a URL map says where a request goes, as it is planned. */
export interface PlannedUrlMap {
  readonly defaultService?: unknown;
  readonly defaultRouteAction?: {
    readonly faultInjectionPolicy?: {
      readonly abort?: { readonly httpStatus?: number; readonly percentage?: number };
    };
  };
  readonly defaultUrlRedirect?: {
    readonly httpsRedirect?: boolean;
    readonly redirectResponseCode?: string;
  };
  readonly hostRules?: readonly {
    readonly hosts: readonly string[];
    readonly pathMatcher: string;
  }[];
  readonly pathMatchers?: readonly {
    readonly name: string;
    readonly defaultService?: unknown;
    readonly pathRules?: readonly {
      readonly paths: readonly string[];
      readonly service?: unknown;
    }[];
  }[];
}

/** What a load balancer does with a request: hands it to a backend service, or answers itself. */
export type Outcome =
  | { readonly service: unknown }
  | { readonly status: number }
  | { readonly redirect: "https"; readonly code: string | undefined };

/**
 * What a load balancer does with a request for a path of a host, by the rules of Google's URL maps: hosts match
 * exactly, an exact path goes before patterns, and of patterns the longest counts.
 * https://cloud.google.com/load-balancing/docs/url-map-concepts
 */
export function outcomeOf(map: PlannedUrlMap, host: string, path: string): Outcome {
  const rule = map.hostRules?.find(({ hosts }) => hosts.includes(host));
  const matcher = map.pathMatchers?.find(({ name }) => name === rule?.pathMatcher);
  if (matcher === undefined) {
    return defaultOutcome(map);
  }
  const matching = (matcher.pathRules ?? [])
    .flatMap(({ paths, service }) => paths.map((pattern) => ({ pattern, service })))
    .filter(({ pattern }) => matches(pattern, path))
    .sort((one, other) => weightOf(other.pattern) - weightOf(one.pattern));
  return { service: matching[0]?.service ?? matcher.defaultService };
}

function defaultOutcome({
  defaultService,
  defaultRouteAction,
  defaultUrlRedirect,
}: PlannedUrlMap): Outcome {
  if (defaultUrlRedirect?.httpsRedirect === true) {
    return { redirect: "https", code: defaultUrlRedirect.redirectResponseCode };
  }
  const { httpStatus, percentage } = defaultRouteAction?.faultInjectionPolicy?.abort ?? {};
  return httpStatus !== undefined && percentage === 100
    ? { status: httpStatus }
    : { service: defaultService };
}

/** A pattern that ends in `/*` is every path that begins so; the path before the `/*` is not among them. */
function matches(pattern: string, path: string): boolean {
  return pattern.endsWith("/*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

function weightOf(pattern: string): number {
  return pattern.endsWith("/*") ? pattern.length : Number.POSITIVE_INFINITY;
}
