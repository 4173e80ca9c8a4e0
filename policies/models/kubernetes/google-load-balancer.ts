import type { StackResource } from "../../framework/policy";
import type { KubernetesObject } from "./object";

/** Whose load balancer stands before an Ingress or a Gateway, and who reaches it. */
export type Balancer = "external" | "internal" | "other";

const CLUSTER = "gcp:container/cluster:Cluster";

/** Annotations that only the controller of GKE reads. */
const GOOGLE_ANNOTATION =
  /^(?:networking\.gke\.io\/|kubernetes\.io\/ingress\.(?:global|regional)-static-ip-name$|ingress\.gcp\.kubernetes\.io\/)/;

/** Whether a program makes a cluster of GKE, so that an Ingress without a class is Google's. */
export function hasGoogleCluster(stack: readonly StackResource[]): boolean {
  return stack.some(({ type }) => type === CLUSTER);
}

/**
 * The load balancer of an Ingress. GKE takes the classes "gce" and "gce-internal", and by default one without a class:
 * https://cloud.google.com/kubernetes-engine/docs/concepts/ingress.
 */
export function balancerOfIngress({ place }: KubernetesObject, isOnGoogle: boolean): Balancer {
  const annotations = place.at("metadata", "annotations").record() ?? {};
  const name =
    annotations["kubernetes.io/ingress.class"] ?? place.at("spec", "ingressClassName").value;
  if (name === undefined || name === null) {
    const isMarked = Object.keys(annotations).some((key) => GOOGLE_ANNOTATION.test(key));
    return isOnGoogle || isMarked ? "external" : "other";
  }
  return name === "gce" ? "external" : name === "gce-internal" ? "internal" : "other";
}

/** The load balancer of a Gateway: https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api#gatewayclass. */
export function balancerOfGateway({ place }: KubernetesObject): Balancer {
  const name = place.at("spec", "gatewayClassName").value;
  if (typeof name !== "string" || !name.startsWith("gke-l7-")) {
    return "other";
  }
  return /internal|rilb/.test(name) ? "internal" : "external";
}
