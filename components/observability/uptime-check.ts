import {
  answeringService,
  type ExpectedValue,
  type Headers,
  healthHeaders,
  healthyAnswer,
  type ObservabilityConfiguration,
  type StackConfiguration,
} from "../../config";

/** What is asked of a host, and what stands where in a healthy answer. */
export interface UptimeCheck extends ExpectedValue {
  /** Name of the check in the stack: the host, and the place in the body of all that is looked at beside its first. */
  readonly name: string;
  readonly host: string;
  readonly path: string;
  /** Headers of the request. */
  readonly headers: Headers;
  /** Time between two looks from one place, such as `"60s"`. */
  readonly period: string;
  readonly timeoutSeconds: number;
  /** Where it is asked from. */
  readonly regions: readonly string[];
}

/**
 * The uptime checks of a stack, on whichever platform it runs: each host of the edge is asked for the health path of its
 * service, and what the body must say is up to the service that answers there. A check compares one place of the body, so
 * each thing that healthy means is a check of its own.
 */
export function uptimeChecks(
  configuration: Pick<StackConfiguration, "edge" | "services" | "verify">,
  { uptime }: Pick<ObservabilityConfiguration, "uptime">,
): UptimeCheck[] {
  const { edge, services } = configuration;
  return Object.entries(edge?.hosts ?? {}).flatMap(([host, target]) => {
    const path = services[target.service]?.health.path;
    if (path === undefined) {
      return [];
    }
    const answering = answeringService(target, path);
    return healthyAnswer(configuration, answering).map((expected, index) => ({
      name: index === 0 ? host : `${host}-${expected.jsonPath.replace(/^\$\.?/, "")}`,
      host,
      path,
      headers: healthHeaders(configuration, answering),
      ...expected,
      period: uptime.period,
      timeoutSeconds: uptime.timeout.seconds,
      regions: uptime.regions,
    }));
  });
}
