import { definePolicy } from "../framework/define-policy";
import { isCloudRunCompute, readCompute } from "../models/compute/read-compute";
import { readWorkloads } from "../models/workload/read-workloads";
import { checkCompute } from "./check";
import { checkVariables } from "./check-variables";

/** Refuses sizes, scaling and variables of Cloud Run that the platform does not have. */
export const computeWithinPlatformLimits = definePolicy({
  id: "compute-within-platform-limits",
  displayName: "Compute is within the limits of Cloud Run",
  description:
    "Refuses CPU with memory, concurrency, bounds of scaling and variables of Cloud Run services, jobs and worker pools that the platform does not take. " +
    "It would refuse them in the middle of an update, when other resources have changed already.",
  severity: "high",
  remediation:
    "Choose a pair of vCPU and memory that Cloud Run has, and with less than one vCPU a concurrency of 1, billing by requests and the first generation.",
  incidents: ["N14", "A16"],
  appliesTo: isCloudRunCompute,
  resource: (resource) => {
    const compute = readCompute(resource.type, resource.props);
    return [
      ...(compute === undefined ? [] : checkCompute(compute)),
      ...readWorkloads(resource).flatMap(checkVariables),
    ];
  },
});
