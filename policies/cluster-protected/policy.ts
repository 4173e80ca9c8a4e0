import { definePolicy } from "../framework/define-policy";
import { Place } from "../framework/place";
import { CLUSTER, checkCluster, isCluster, isNodePool } from "./check";
import { checkNodePool, judgeNodePools } from "./node-pool";

/** Refuses GKE clusters that one mistake deletes, and whose nodes everybody reaches or every pod may speak for. */
export const clusterProtected = definePolicy({
  id: "cluster-protected",
  displayName: "GKE clusters are protected",
  description:
    "Refuses a GKE cluster without deletion protection, release channel, private nodes or Workload Identity, and a node pool that takes one of these back or leaves failed nodes in place. " +
    "One wrong update deletes such a cluster with the volumes in it, or one pod that is taken over acts as all of them.",
  severity: "high",
  remediation:
    "Set what the message names; Autopilot has Workload Identity by itself. For a cluster that may be thrown away, add an exemption with its owner and last day.",
  incidents: ["A19"],
  appliesTo: (type) => isCluster(type) || isNodePool(type),
  resource: ({ type, props, opts }) =>
    type === CLUSTER
      ? checkCluster(new Place(props), opts.protect)
      : checkNodePool(new Place(props)),
  stack: judgeNodePools,
});
