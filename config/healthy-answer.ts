import type { StackConfiguration } from "./configuration";

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
