import type { EdgeConfiguration } from "../../config";
import type { FrontendArgs } from "./frontend";

/** The arguments of a stack's edge on either platform, from what the stack file says of it. */
export function edgeInputs(edge: EdgeConfiguration): FrontendArgs {
  const { certificate, hosts, rateLimit, accessLogs, deletionProtection } = edge;
  return {
    domain: certificate.domain,
    dnsZone: certificate.dnsZone,
    hosts,
    rateLimit: rateLimit && {
      count: rateLimit.requests,
      intervalSec: rateLimit.interval.seconds,
      banDurationSec: rateLimit.banDuration?.seconds,
      enforceOnKey: rateLimit.enforceOnKey,
      preview: rateLimit.preview,
    },
    accessLogSampleRate: accessLogs.sampleRate,
    deletionProtection,
  };
}
