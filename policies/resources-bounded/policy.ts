import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject, objectKind } from "../models/kubernetes/object-kind";
import { isKubernetesWorkload } from "../models/workload/kubernetes";
import { isAutoscaler } from "./autoscaler";
import { checkResource, checkStack } from "./check";

/** Refuses containers that may take what others need. */
export const resourcesBounded = definePolicy({
  id: "resources-bounded",
  displayName: "Containers say what they need and take no more",
  description:
    "Refuses containers of Kubernetes without a request of CPU, or without a request and a limit of memory, quantities that no node has or no container starts with, such as 1000 vCPU or 128m of memory, requests above their limit, and autoscalers without bounds. " +
    "Without requests a node is filled until nothing on it works; without a limit of memory one leak ends the pods beside it. Defaults of a LimitRange count.",
  severity: "high",
  remediation:
    "Set resources.requests for cpu and memory and resources.limits for memory to what was measured, with units: cpu in vCPU or m, memory in Mi or Gi.",
  incidents: ["A16"],
  options: {
    cpuLimits: z
      .enum(["allow", "require"])
      .default("allow")
      .describe(
        "Whether a container must have a limit of CPU as well: `require`, or `allow` to leave it out. A limit takes CPU away that nobody else uses; a request alone shares it fairly.",
      ),
  },
  appliesTo: (type) =>
    isKubernetesWorkload(type) ||
    isAutoscaler(type) ||
    (isKubernetesObject(type) &&
      ["LimitRange", "Namespace"].includes(objectKind(type)?.kind ?? "")),
  resource: checkResource,
  stack: (resources, { options }) => checkStack(resources, options.cpuLimits === "require"),
});
