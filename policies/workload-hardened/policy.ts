import { definePolicy } from "../framework/define-policy";
import { NotApplicable } from "../framework/policy";
import { isKubernetesWorkload } from "../models/workload/kubernetes";
import { isOfTheCluster, readPodSpecs } from "../models/workload/pod-spec";
import { checkWorkload } from "./check";

/** Refuses pods that may do more than their work needs. */
export const workloadHardened = definePolicy({
  id: "workload-hardened",
  displayName: "Workloads have no rights that they do not need",
  description:
    "Refuses containers of Kubernetes that may run as root, write to their root file system, gain privileges or keep capabilities, and pods that share their node's network, processes or files. " +
    "With these, one fault in a program is a fault of its node and of everything on it. Workloads of the cluster itself, such as those in kube-system, are not judged; " +
    "agents that a DaemonSet runs may share their node's network and read its files.",
  severity: "high",
  remediation:
    "Set runAsNonRoot, readOnlyRootFilesystem, allowPrivilegeEscalation: false and capabilities.drop: [ALL], and mount an emptyDir where the process writes.",
  incidents: ["A17"],
  appliesTo: isKubernetesWorkload,
  resource: (resource) => {
    const workloads = readPodSpecs(resource);
    return workloads.length > 0 && workloads.every(isOfTheCluster)
      ? new NotApplicable("The workload is one of the cluster's own.")
      : workloads.flatMap(checkWorkload);
  },
});
