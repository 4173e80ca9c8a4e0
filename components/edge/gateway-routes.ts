import { type HostRoutes, routedServiceKeys } from "./routing";

/** Where the requests for one service go in the cluster. */
export interface RoutedService {
  /** Namespace of the Kubernetes Service. */
  readonly namespace: string;
  /** Name of the Kubernetes Service. */
  readonly service: string;
  /** Port of the Kubernetes Service, 1 to 65535. */
  readonly port: number;
}

/** One HTTPRoute: what of one host the services of one namespace answer. */
export interface GatewayRoute {
  readonly host: string;
  readonly namespace: string;
  readonly rules: readonly GatewayRule[];
}

/** A rule of an HTTPRoute, as the Gateway API spells it. */
export interface GatewayRule {
  readonly matches: readonly {
    readonly path: { readonly type: "PathPrefix"; readonly value: string };
  }[];
  readonly backendRefs: readonly { readonly name: string; readonly port: number }[];
}

/** Most rules of one HTTPRoute: https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec. */
export const mostRules = 16;
/** Most paths of one rule: https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule. */
export const mostPaths = 64;

/**
 * The HTTPRoutes that lead each request to its service: one for each host and namespace, since a route reaches the
 * services beside it without a ReferenceGrant, and routes of one host are merged by the longest path.
 * https://gateway-api.sigs.k8s.io/api-types/httproute/#merging
 *
 * @param serviceOf Where the service with a key stands.
 */
export function gatewayRoutes(
  hosts: Readonly<Record<string, HostRoutes>>,
  serviceOf: (key: string) => RoutedService,
): GatewayRoute[] {
  return Object.entries(hosts).flatMap(([host, target]) => {
    const keys = routedServiceKeys({ [host]: target });
    const namespaces = [...new Set(keys.map((key) => serviceOf(key).namespace))];
    return namespaces.map((namespace) => ({
      host,
      namespace,
      rules: keys
        .filter((key) => serviceOf(key).namespace === namespace)
        .map((key) => ruleTo(serviceOf(key), prefixesOf(target, key))),
    }));
  });
}

function ruleTo({ service, port }: RoutedService, prefixes: readonly string[]): GatewayRule {
  return {
    matches: prefixes.map((value) => ({ path: { type: "PathPrefix", value } })),
    backendRefs: [{ name: service, port }],
  };
}

/** The path prefixes of a host that lead to a service. */
function prefixesOf({ service, routes = {} }: HostRoutes, key: string): string[] {
  const below = Object.entries(routes).flatMap(([prefix, target]) =>
    target === key ? [prefix] : [],
  );
  return service === key ? ["/", ...below] : below;
}
