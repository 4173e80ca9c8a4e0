import type { GkeServiceConfiguration } from "../../config";
import { probesOf } from "../services/probe-proxy/probe-proxy";
import type { GatewayService } from "./gateway-backend";

/** Seconds between two health checks where the probes of a service ask less often: users notice before it does. */
const longestPeriod = 10;
/** Most failures in a row that a health check waits for: https://cloud.google.com/compute/docs/reference/rest/v1/healthChecks. */
const mostFailures = 10;

/**
 * How a gateway treats a service of the stack file. Its health check asks what the readiness probe asks, at the same port, so that
 * load balancer and cluster agree on which pods can serve.
 */
export function gatewayServices(service: GkeServiceConfiguration, name: string): GatewayService {
  const { namespace, port, readiness, requestTimeout, sessionAffinity } = service;
  const asked = probesOf(service).requests.readiness;
  const healthPeriodSec = Math.min(readiness.period.seconds, longestPeriod);
  return {
    namespace,
    service: name,
    port,
    healthPath: asked.path,
    ...(asked.port !== undefined && { healthPort: asked.port }),
    healthPeriodSec,
    healthTimeoutSec: Math.min(readiness.timeout.seconds, healthPeriodSec),
    healthFailureThreshold: Math.min(readiness.failureThreshold, mostFailures),
    requestTimeoutSec: requestTimeout.seconds,
    sessionAffinity,
  };
}
