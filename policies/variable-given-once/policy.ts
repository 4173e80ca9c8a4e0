import { definePolicy } from "../framework/define-policy";
import { isWorkload, readWorkloads } from "../models/workload/read-workloads";
import { checkVariables } from "./check";

/** Refuses variables that are given twice. */
export const variableGivenOnce = definePolicy({
  id: "variable-given-once",
  displayName: "A variable is given once",
  description:
    "Refuses a container whose list of variables has one name twice. " +
    "Of two values one is wrong: Kubernetes hides the first, and refuses both under server-side apply, which is how Pulumi applies; a review sees only the one that it reads first.",
  severity: "high",
  remediation:
    "Remove one of the two entries. Merge lists of variables by name before they reach the container.",
  incidents: ["A5", "N13"],
  appliesTo: isWorkload,
  resource: (resource) => readWorkloads(resource).flatMap(checkVariables),
});
