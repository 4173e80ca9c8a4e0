import { definePolicy } from "../framework/define-policy";
import { isServerType } from "../models/database/private-server";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { checkPaths } from "./check";

/** Refuses network policies that close a path which a workload needs. */
export const networkPolicyAdmits = definePolicy({
  id: "network-policy-admits",
  displayName: "Network policies admit what workloads need",
  description:
    "Evaluates the NetworkPolicies of the program and refuses a path that a workload needs and no rule admits: DNS for pods that are told a host name, each Service and address that a workload is told of by variables, files, arguments, ConfigMaps and Secrets, from the egress of the client to the port of the pods behind the Service, the metadata server for pods that act as a service account of Google Cloud, and the way from load balancers, Ingresses and gateways to the pods. " +
    "Such a workload starts, waits for its connections and fails. A program without a NetworkPolicy passes; policies of network plugins are named as not evaluated.",
  severity: "critical",
  remediation:
    "Add the rule that the message names: DNS to kube-system and to the resolvers of the node, the labels of the pods with their own port in place of the Service's, and for Google's load balancers the ipBlocks 130.211.0.0/22 and 35.191.0.0/16.",
  incidents: ["A10"],
  appliesTo: (type) =>
    isKubernetesObject(type) ||
    isServerType(type) ||
    type === "gcp:compute/globalAddress:GlobalAddress" ||
    type === "gcp:container/cluster:Cluster",
  stack: checkPaths,
});
