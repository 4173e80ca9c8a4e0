/** The group of the Gateway API: https://gateway-api.sigs.k8s.io. */
export const GATEWAY_GROUP = "gateway.networking.k8s.io";

/** The kinds by which traffic leads from a Gateway to Services. */
export const ROUTES: readonly string[] = [
  "HTTPRoute",
  "GRPCRoute",
  "TLSRoute",
  "TCPRoute",
  "UDPRoute",
];

/** The kinds of routes that a listener takes where it names none, by its protocol. */
export const ROUTES_OF_PROTOCOL: ReadonlyMap<string, readonly string[]> = new Map([
  ["HTTP", ["HTTPRoute", "GRPCRoute"]],
  ["HTTPS", ["HTTPRoute", "GRPCRoute"]],
  ["TLS", ["TLSRoute", "TCPRoute"]],
  ["TCP", ["TCPRoute"]],
  ["UDP", ["UDPRoute"]],
]);

/**
 * Tells whether two hostnames of the Gateway API have a host in common: `*.example.com` stands for every host below, at any
 * depth: https://gateway-api.sigs.k8s.io/reference/spec/#hostname.
 */
export function hostnamesMeet(one: string, other: string): boolean {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()];
  if (left === right) {
    return true;
  }
  const covers = (wildcard: string, host: string) =>
    wildcard.startsWith("*.") && host.endsWith(wildcard.slice(1)) && host !== wildcard.slice(2);
  return covers(left, right) || covers(right, left);
}
