import { definePolicy } from "../framework/define-policy";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { checkProbes } from "./check";

/** Refuses probes and request times that Cloud Run or Kubernetes does not take. */
export const probeWithinPlatformLimits = definePolicy({
  id: "probe-within-platform-limits",
  displayName: "Probes are within the limits of their platform",
  description:
    "Refuses times and thresholds of probes, ways to ask and request times that Cloud Run or Kubernetes does not take. " +
    "The platform refuses them in the middle of an update, or ends a start that would have come to its end.",
  severity: "high",
  remediation:
    "Keep a start on Cloud Run within 240 s, the timeout of a probe within its period and a request within 3600 s, and give each probe one way to ask that its platform has.",
  incidents: ["N7", "N9"],
  appliesTo: isWorkload,
  resource: (resource) => checkProbes(resource.type, resource.props, readWorkloads(resource)),
});
