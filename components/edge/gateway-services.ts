import type { GkeServiceConfiguration } from "../../config";
import type { GatewayService } from "./gateway-backend";

/** Seconds between two health checks where the probes of a service ask less often: users notice before it does. */
const longestPeriod = 10;
/** Most failures in a row that a health check waits for: https://cloud.google.com/compute/docs/reference/rest/v1/healthChecks. */
const mostFailures = 10;

/** How a gateway treats a service of the stack file. */
export function gatewayServices(service: GkeServiceConfiguration, name: string): GatewayService {
  const { namespace, port, health, requestTimeout, sessionAffinity } = service;
  const healthPeriodSec = Math.min(health.period.seconds, longestPeriod);
  return {
    namespace,
    service: name,
    port,
    healthPath: health.path,
    healthPeriodSec,
    healthTimeoutSec: Math.min(health.timeout.seconds, healthPeriodSec),
    healthFailureThreshold: Math.min(health.failureThreshold, mostFailures),
    requestTimeoutSec: requestTimeout.seconds,
    sessionAffinity,
  };
}
