import type * as gcp from "@pulumi/gcp";
import type { Input } from "@pulumi/pulumi";
import { hostObjectName } from "../../config";

/** What one host leads to. */
export interface HostRoutes {
  /** Key of the service that answers every path under no prefix of `routes`. */
  readonly service: string;
  /** Keys of services by path prefix, such as `/ws`: that path and all below it. The longest prefix counts. @default none */
  readonly routes?: Readonly<Record<string, string>>;
}

/** The part of a URL map that says which request goes where. */
export type Routing = Required<
  Pick<gcp.compute.URLMapArgs, "hostRules" | "pathMatchers" | "tests">
> & {
  readonly hostRules: gcp.types.input.compute.URLMapHostRule[];
  readonly pathMatchers: gcp.types.input.compute.URLMapPathMatcher[];
  readonly tests: gcp.types.input.compute.URLMapTest[];
};

/** The keys of all services to which hosts lead, each once. */
export function routedServiceKeys(hosts: Readonly<Record<string, HostRoutes>>): string[] {
  return [
    ...new Set(
      Object.values(hosts).flatMap(({ service, routes }) => [
        service,
        ...Object.values(routes ?? {}),
      ]),
    ),
  ];
}

/** The key of the service that answers a path of a host: that of the longest prefix, as a URL map finds it. */
function serviceAt({ service, routes = {} }: HostRoutes, path: string): string {
  const prefixes = Object.keys(routes).filter(
    (prefix) => path === prefix || path.startsWith(`${prefix}/`),
  );
  const [longest] = prefixes.sort((one, other) => other.length - one.length);
  return (longest === undefined ? undefined : routes[longest]) ?? service;
}

/** Most tests of one URL map: https://cloud.google.com/load-balancing/docs/quotas#url_maps. */
const mostTests = 100;

/**
 * The routing of a URL map for hosts, with tests of it: the API refuses a map that does not lead a request to the
 * service that the tests expect.
 *
 * @param backendOf The backend service of the service with a key.
 */
export function routing(
  hosts: Readonly<Record<string, HostRoutes>>,
  backendOf: (service: string) => Input<string>,
): Routing {
  const entries = Object.entries(hosts);
  return {
    hostRules: entries.map(([host]) => ({ hosts: [host], pathMatcher: hostObjectName(host) })),
    pathMatchers: entries.map(([host, { service, routes = {} }]) => ({
      name: hostObjectName(host),
      defaultService: backendOf(service),
      pathRules: Object.entries(routes).map(([prefix, target]) => ({
        // "/ws/*" is what is below /ws, without /ws itself.
        paths: [prefix, `${prefix}/*`],
        service: backendOf(target),
      })),
    })),
    tests: entries
      .flatMap(([host, target]) => {
        const prefixes = Object.keys(target.routes ?? {});
        const paths = ["/", ...prefixes.flatMap((prefix) => [prefix, `${prefix}/below`])];
        return paths.map((path) => ({ host, path, service: backendOf(serviceAt(target, path)) }));
      })
      .slice(0, mostTests),
  };
}
