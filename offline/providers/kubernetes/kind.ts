/** What a type token says of an object of Kubernetes. */
export interface ObjectKind {
  /** The API group; empty for the core group. */
  readonly group: string;
  /** The version of the group, such as `v1`. */
  readonly version: string;
  /** The kind, without the ending `Patch`. */
  readonly kind: string;
  /** Whether the resource changes an object that belongs to somebody else, instead of owning one. */
  readonly isPatch: boolean;
  /** Whether it is a list of objects, which cannot be created. */
  readonly isList: boolean;
}

/** The kinds that are in no namespace. A kind that is not here, such as one of the cluster's own, is taken to be in one. */
const clusterScoped = new Set([
  "APIService",
  "CertificateSigningRequest",
  "ClusterIssuer",
  "ClusterNodeMonitoring",
  "ClusterPodMonitoring",
  "ClusterRole",
  "ClusterRoleBinding",
  "ClusterRules",
  "ComponentStatus",
  "ComputeClass",
  "CSIDriver",
  "CSINode",
  "CustomResourceDefinition",
  "DeviceClass",
  "FlowSchema",
  "GatewayClass",
  "GlobalRules",
  "IngressClass",
  "IPAddress",
  "MutatingAdmissionPolicy",
  "MutatingAdmissionPolicyBinding",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ResourceSlice",
  "RuntimeClass",
  "SelfSubjectAccessReview",
  "SelfSubjectReview",
  "SelfSubjectRulesReview",
  "ServiceCIDR",
  "StorageClass",
  "StorageVersion",
  "SubjectAccessReview",
  "TokenReview",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
  "VolumeAttributesClass",
]);

/** Packages of the provider that are no API groups. */
const notGroups = new Set(["helm.sh", "kustomize", "yaml"]);

/** The groups whose objects end in `Patch` or `List` only where they are patches or lists. */
const isBuiltIn = (group: string) =>
  group === "" || !group.includes(".") || group.endsWith(".k8s.io");

/**
 * Reads a type token such as `kubernetes:apps/v1:Deployment`.
 *
 * @returns Nothing where the token names no object of the API, such as a Helm release.
 */
export function kindOf(token: string): ObjectKind | undefined {
  const [, apiVersion = "", name = ""] = token.split(":");
  const [first = "", version = ""] = apiVersion.split("/");
  if (version === "" || name === "" || notGroups.has(first)) return undefined;
  const group = first === "core" ? "" : first;
  const isPatch = isBuiltIn(group) && name.endsWith("Patch");
  const isList = isBuiltIn(group) && name.endsWith("List");
  return { group, version, kind: isPatch ? name.slice(0, -"Patch".length) : name, isPatch, isList };
}

/** Whether objects of the kind are in a namespace. */
export function isNamespaced({ kind }: ObjectKind): boolean {
  return !clusterScoped.has(kind);
}
