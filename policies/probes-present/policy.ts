import { definePolicy } from "../framework/define-policy";
import { readPodSpecs } from "../models/workload/pod-spec";
import { isWorkload } from "../models/workload/read-workloads";
import { checkCloudRun } from "./cloud-run";
import { checkKubernetes } from "./kubernetes";

/** Refuses services of which nobody can tell whether they work. */
export const probesPresent = definePolicy({
  id: "probes-present",
  displayName: "Services can be asked whether they work",
  description:
    "Refuses containers of Kubernetes that declare a port and lack a startup, liveness or readiness probe, workers without a liveness probe, Cloud Run services without a startup or liveness probe, " +
    "liveness probes that ask for what the container depends on or what the readiness probe asks with no more patience, and timeouts above their period. " +
    "Without probes a process that does not work gets traffic; with senseless ones every instance is ended at once. Whether a Service selects the pod makes no difference.",
  severity: "high",
  remediation:
    "Give each container that serves a startup probe with the time that a slow start needs, a readiness probe that tells whether it can answer, and a liveness probe that tells only whether the process lives.",
  incidents: ["A8", "N7"],
  appliesTo: isWorkload,
  resource: (resource) => [
    ...checkCloudRun(resource),
    ...readPodSpecs(resource).flatMap(checkKubernetes),
  ],
});
