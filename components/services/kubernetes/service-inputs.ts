import type { GkeServiceConfiguration } from "../../../config";
import { optionalDependencies } from "../optional-dependencies";
import { probesOf } from "../probe-proxy/probe-proxy";
import type { KubernetesServiceArgs } from "./kubernetes-service";

/** The arguments of a service on GKE that follow from its own entry of the stack file alone. */
export function kubernetesServiceInputs(
  service: GkeServiceConfiguration,
): Pick<
  KubernetesServiceArgs,
  | "namespace"
  | "image"
  | "port"
  | "cpu"
  | "memory"
  | "scale"
  | "requestTimeoutSeconds"
  | "startup"
  | "readiness"
  | "health"
  | "user"
  | "metricsPath"
  | "optionalDependencies"
  | "deletionProtection"
> {
  const { startup, readiness, health, scale } = service;
  const { requests } = probesOf(service);
  return {
    namespace: service.namespace,
    image: service.image,
    port: service.port,
    cpu: service.cpu,
    memory: service.memory.text,
    scale: {
      min: scale.min,
      max: scale.max,
      cpuUtilization: Number.parseInt(scale.cpuUtilization, 10),
    },
    requestTimeoutSeconds: service.requestTimeout.seconds,
    startup: {
      ...requests.startup,
      withinSeconds: startup.within.seconds,
      periodSeconds: startup.period.seconds,
      timeoutSeconds: startup.timeout.seconds,
    },
    readiness: {
      ...requests.readiness,
      periodSeconds: readiness.period.seconds,
      timeoutSeconds: readiness.timeout.seconds,
      failureThreshold: readiness.failureThreshold,
    },
    health: {
      ...requests.liveness,
      periodSeconds: health.period.seconds,
      timeoutSeconds: health.timeout.seconds,
      failureThreshold: health.failureThreshold,
    },
    user: service.user,
    metricsPath: service.metrics?.path,
    ...optionalDependencies(service),
    deletionProtection: service.deletionProtection,
  };
}
