import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { checkResource, checkStack } from "./check";
import { dividesTraffic } from "./check-traffic";

/** Refuses rollouts, scaling and disruption budgets that leave a service without pods, or none of which can be carried out. */
export const rolloutNeverEmpty = definePolicy({
  id: "rollout-never-empty",
  displayName: "A rollout never empties a service",
  description:
    "Refuses a Deployment behind a Service whose update ends all pods before new ones are ready (Recreate, or maxUnavailable that comes to all of them), a rollout that counts as failed while its pods still start, one that cannot be rolled back, and a pod that is killed before it has ended its requests. " +
    "Refuses autoscalers and disruption budgets that contradict the workload: fixed replicas beside an autoscaler, equal or crossed bounds, a share of requests that no container makes, several for one workload, and a budget that lets no pod be moved.",
  severity: "high",
  remediation:
    "Roll out with maxUnavailable 0 and maxSurge 1, set progressDeadlineSeconds above the longest start, leave the replicas to the autoscaler, and let a disruption budget have maxUnavailable 1.",
  incidents: ["A3", "A13", "A22"],
  appliesTo: (type) =>
    isKubernetesObject(type) || dividesTraffic(type) || type === "gcp:container/cluster:Cluster",
  resource: checkResource,
  stack: checkStack,
});
