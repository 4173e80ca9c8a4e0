import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject, isRendered, isUnseenObjects } from "../models/kubernetes/object-kind";
import { checkStack } from "./check";

/** Refuses selectors that select nothing. */
export const selectorSelects = definePolicy({
  id: "selector-selects",
  displayName: "Selectors select what they are meant for",
  description:
    "Refuses a Service, disruption budget, network policy or pod monitoring of Kubernetes whose selector selects none of the program's pods beside it, a workload whose selector does not select the pods of its own template, and a Service that sends requests to the pods of a Job as well. " +
    "Nothing else says so: a Service without pods is there and refuses every connection. Selectors that are left out, and namespaces in which charts, operators or others run pods, are not refused.",
  severity: "high",
  remediation:
    "Write the labels once, and use them for the template, the selector of the workload and all that select its pods.",
  incidents: ["A10", "A12", "A18"],
  appliesTo: (type) => isKubernetesObject(type) || isUnseenObjects(type) || isRendered(type),
  stack: checkStack,
});
