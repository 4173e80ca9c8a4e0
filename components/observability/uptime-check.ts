import type { ObservabilityConfiguration, StackConfiguration } from "../../config";

/** What is asked of a host, and which answer is the right one. */
export interface UptimeCheck {
  readonly host: string;
  readonly path: string;
  /** Place in the JSON of the body. */
  readonly jsonPath: string;
  /** What stands there in a healthy answer. */
  readonly equals: string;
  /** Time between two looks from one place, such as `"60s"`. */
  readonly period: string;
  readonly timeoutSeconds: number;
  /** Where it is asked from. */
  readonly regions: readonly string[];
}

type Edge = NonNullable<StackConfiguration["edge"]>;

/** The service to which a path of a host leads: by the longest prefix of its routes, else its own service. */
function serviceAt({ service, routes }: Edge["hosts"][string], path: string): string {
  const [longest] = Object.keys(routes)
    .filter((prefix) => path === prefix || path.startsWith(`${prefix}/`))
    .sort((one, other) => other.length - one.length);
  return longest === undefined ? service : (routes[longest] ?? service);
}

/**
 * The uptime checks of a stack: each host of the edge is asked for the health path of its service, and what the
 * body must say is up to the service that answers there.
 */
export function uptimeChecks(
  { edge, services }: Pick<StackConfiguration, "edge" | "services">,
  { uptime }: Pick<ObservabilityConfiguration, "uptime">,
): UptimeCheck[] {
  return Object.entries(edge?.hosts ?? {}).flatMap(([host, target]) => {
    const path = services[target.service]?.health.path;
    const body = path && services[serviceAt(target, path)]?.health.body;
    return path === undefined || !body
      ? []
      : [
          {
            host,
            path,
            ...body,
            period: uptime.period,
            timeoutSeconds: uptime.timeout.seconds,
            regions: uptime.regions,
          },
        ];
  });
}
