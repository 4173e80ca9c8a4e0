import { definePolicy } from "../framework/define-policy";
import { isKubernetesWorkload } from "../models/workload/kubernetes";
import { readPodSpecs } from "../models/workload/pod-spec";
import { checkWorkload } from "./check";

/** Refuses pull policies that do not fit what is pulled. */
export const pullPolicyFits = definePolicy({
  id: "pull-policy-fits",
  displayName: "Images are pulled when it makes sense",
  description:
    "Refuses the pull policy Never, Always for a digest or a released tag, and IfNotPresent for a tag that moves, in containers and image volumes of Kubernetes. " +
    "There is one right policy for each kind of reference, so all workloads of one image have the same: with others, nodes run different code under one name, or cannot start a pod while the registry is away. " +
    "A version that leaves its last number open, such as 16, may have either.",
  severity: "medium",
  remediation:
    "Pin the image by digest or released tag and leave imagePullPolicy out, or set it to IfNotPresent.",
  incidents: ["A9"],
  appliesTo: isKubernetesWorkload,
  resource: (resource) => readPodSpecs(resource).flatMap(checkWorkload),
});
