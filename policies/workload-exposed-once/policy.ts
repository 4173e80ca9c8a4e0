import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { checkExposed } from "./check";

/** Refuses several load balancers for one application, and entrances without a static address or a certificate. */
export const workloadExposedOnce = definePolicy({
  id: "workload-exposed-once",
  displayName: "An application has one entrance",
  description:
    "Refuses several Services of type LoadBalancer for the web requests of one application (the program, or what has one label app.kubernetes.io/part-of), and an Ingress or Gateway of Google that is for host names and has no static address, no certificate, or a managed certificate that is not for one of its hosts. " +
    "Scattered entrances have addresses and certificates of their own, of which one is forgotten.",
  severity: "medium",
  remediation:
    "Lead to the Services from one Gateway or Ingress with a reserved address and a managed certificate, and make them Services of type ClusterIP.",
  incidents: ["A18"],
  options: {
    mostLoadBalancers: z
      .number()
      .int()
      .min(1)
      .default(1)
      .describe(
        "How many Services of type LoadBalancer one application may have for web requests.",
      ),
  },
  appliesTo: (type) =>
    isKubernetesObject(type) ||
    type === "gcp:container/cluster:Cluster" ||
    type === "gcp:dns/recordSet:RecordSet" ||
    type.startsWith("kubernetes:helm.sh/"),
  stack: (stack, { options }) => checkExposed(stack, options.mostLoadBalancers),
});
