import type { CloudRunServiceConfiguration } from "../../../config";
import type { CloudRunServiceArgs } from "./cloud-run-service";

const ingresses = {
  all: "INGRESS_TRAFFIC_ALL",
  internal: "INGRESS_TRAFFIC_INTERNAL_ONLY",
  "internal-and-cloud-load-balancing": "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
} as const satisfies Record<
  CloudRunServiceConfiguration["ingress"],
  CloudRunServiceArgs["ingress"]
>;

/** The arguments of a service that follow from its own entry of the stack file alone. */
export function serviceInputs(
  service: CloudRunServiceConfiguration,
): Omit<CloudRunServiceArgs, "region" | "identity" | "vpcAccess" | "env" | "secrets"> {
  return {
    image: service.image,
    port: service.port,
    cpu: service.cpu,
    memory: service.memory.text,
    cpuIdle: service.cpuIdle,
    scale: service.scale,
    sessionAffinity: service.sessionAffinity,
    requestTimeoutSeconds: service.requestTimeout.seconds,
    startup: {
      path: service.startup.path,
      withinSeconds: service.startup.within.seconds,
      periodSeconds: service.startup.period.seconds,
      timeoutSeconds: service.startup.timeout.seconds,
    },
    health: {
      path: service.health.path,
      periodSeconds: service.health.period.seconds,
      timeoutSeconds: service.health.timeout.seconds,
      failureThreshold: service.health.failureThreshold,
    },
    ingress: ingresses[service.ingress],
    allowUnauthenticated: service.allowUnauthenticated,
    defaultUriDisabled: service.defaultUriDisabled,
    deletionProtection: service.deletionProtection,
  };
}
