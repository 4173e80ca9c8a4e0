import type { EdgeConfiguration, StackConfiguration } from "./configuration";

/** What must stand at a place in a JSON document. */
export interface ExpectedValue {
  /** The place, such as `$.status`. */
  readonly jsonPath: string;
  readonly equals: string | number | boolean;
}

/**
 * All that the answer of a service's health path must say to be a healthy one: `health.body` of the service, then what
 * `verify.bodies` says more of it, in the order of the stack file.
 */
export function healthyAnswer(
  { services, verify }: Pick<StackConfiguration, "services" | "verify">,
  service: string,
): ExpectedValue[] {
  const health = services[service]?.health;
  const more = Object.entries(verify.bodies[service] ?? {});
  return health === undefined
    ? []
    : [health.body, ...more.map(([jsonPath, equals]) => ({ jsonPath, equals }))];
}

/** The service that answers a path of a host: that of the longest prefix of its routes, else the host's own. */
export function answeringService(
  { service, routes }: EdgeConfiguration["hosts"][string],
  path: string,
): string {
  const [longest] = Object.keys(routes)
    .filter((prefix) => path === prefix || path.startsWith(`${prefix}/`))
    .sort((one, other) => other.length - one.length);
  return longest === undefined ? service : (routes[longest] ?? service);
}
