import type { CloudRunServiceConfiguration } from "../../../config";
import { optionalDependencies } from "../optional-dependencies";
import { probesOf } from "../probe-proxy/probe-proxy";
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
): Omit<
  CloudRunServiceArgs,
  "region" | "identity" | "vpcAccess" | "env" | "secrets" | "probeProxy"
> {
  const { startup, readiness, liveness } = probesOf(service).requests;
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
      ...startup,
      withinSeconds: service.startup.within.seconds,
      periodSeconds: service.startup.period.seconds,
      timeoutSeconds: service.startup.timeout.seconds,
    },
    ...(service.readiness &&
      readiness && {
        readiness: {
          path: readiness.path,
          port: readiness.port,
          periodSeconds: service.readiness.period.seconds,
          timeoutSeconds: service.readiness.timeout.seconds,
          failureThreshold: service.readiness.failureThreshold,
        },
      }),
    health: {
      ...liveness,
      periodSeconds: service.health.period.seconds,
      timeoutSeconds: service.health.timeout.seconds,
      failureThreshold: service.health.failureThreshold,
    },
    ingress: ingresses[service.ingress],
    allowUnauthenticated: service.allowUnauthenticated,
    defaultUriDisabled: service.defaultUriDisabled,
    ...optionalDependencies(service),
    deletionProtection: service.deletionProtection,
  };
}
