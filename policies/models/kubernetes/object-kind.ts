/** What a type token of Pulumi says of an object of Kubernetes. */
export interface ObjectKind {
  /** API group, such as `apps` or `gateway.networking.k8s.io`; `core` for the one that has no name. */
  readonly group: string;
  /** Such as `Deployment`, for its Patch twin and its List too. */
  readonly kind: string;
  /** A `patch` changes some fields of an object that is there already, a `list` holds several objects. */
  readonly form: "object" | "patch" | "list";
}

/** Modules of the provider that hold no objects: what they make are objects of their own, or nobody sees them. */
const NO_GROUPS: ReadonlySet<string> = new Set(["yaml", "helm.sh", "kustomize"]);

/** Groups of Kubernetes itself, whose kinds have a Patch twin and a List each. */
const BUILT_IN: ReadonlySet<string> = new Set([
  "core",
  "apps",
  "batch",
  "autoscaling",
  "policy",
  "extensions",
  ...(
    "admissionregistration apiextensions apiregistration authentication authorization certificates coordination " +
    "discovery events flowcontrol.apiserver internal.apiserver networking node rbac.authorization resource scheduling storage"
  )
    .split(" ")
    .map((name) => `${name}.k8s.io`),
]);

/** Kinds whose objects lie in no namespace. Of others, a custom resource among them, the program says where they lie. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set(
  (
    "Namespace Node PersistentVolume ClusterRole ClusterRoleBinding StorageClass VolumeAttributesClass CustomResourceDefinition " +
    "APIService PriorityClass IngressClass GatewayClass RuntimeClass CSIDriver CSINode VolumeAttachment FlowSchema " +
    "PriorityLevelConfiguration MutatingWebhookConfiguration ValidatingWebhookConfiguration ValidatingAdmissionPolicy " +
    "ValidatingAdmissionPolicyBinding MutatingAdmissionPolicy MutatingAdmissionPolicyBinding DeviceClass ResourceSlice " +
    "CertificateSigningRequest ClusterTrustBundle ServiceCIDR IPAddress VolumeSnapshotClass VolumeSnapshotContent " +
    "ClusterIssuer ClusterSecretStore ClusterExternalSecret ComponentStatus ClusterPodMonitoring ClusterNodeMonitoring ClusterRules " +
    "GlobalRules ComputeClass TokenReview SubjectAccessReview SelfSubjectAccessReview SelfSubjectReview SelfSubjectRulesReview"
  ).split(" "),
);

/** Kinds that have moved from the group `extensions`. */
const MOVED: Readonly<Record<string, string>> = {
  Deployment: "apps",
  DaemonSet: "apps",
  ReplicaSet: "apps",
  Ingress: "networking.k8s.io",
  NetworkPolicy: "networking.k8s.io",
};

/** Reads the type token of an object of Kubernetes, a custom resource too; undefined for any other type. */
export function objectKind(type: string): ObjectKind | undefined {
  const [provider, apiVersion = "", token = ""] = type.split(":");
  const named = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "core";
  if (
    provider !== "kubernetes" ||
    token === "" ||
    NO_GROUPS.has(named) ||
    NO_GROUPS.has(apiVersion)
  ) {
    return undefined;
  }
  const of = (kind: string, form: ObjectKind["form"]): ObjectKind => ({
    group: named === "extensions" ? (MOVED[kind] ?? named) : named,
    kind,
    form,
  });
  if (token.length > "Patch".length && token.endsWith("Patch")) {
    return of(token.slice(0, -"Patch".length), "patch");
  }
  // A custom resource may be of a kind such as "AllowList".
  return BUILT_IN.has(named) && token.endsWith("List")
    ? of(token.slice(0, -"List".length), "list")
    : of(token, "object");
}

/** Tells by the type alone whether a resource is an object of Kubernetes, of any kind. */
export function isKubernetesObject(type: string): boolean {
  return objectKind(type) !== undefined;
}

/** Tells whether a group is one of Kubernetes itself, and not of a custom resource. */
export function isBuiltInGroup(group: string): boolean {
  return BUILT_IN.has(group);
}

/** Tells whether objects of a kind lie in no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** Tells whether a resource makes objects that no policy sees, as the release of a Helm chart does. */
export function isUnseenObjects(type: string): boolean {
  return /^kubernetes:helm\.sh\/v\d+:Release$/.test(type);
}

/**
 * Tells whether the children of a resource are objects that it reads from a chart or from files. A preview has none of them
 * where it does not know all that they are made from.
 */
export function isRendered(type: string): boolean {
  return /^kubernetes:(?:helm\.sh\/v\d+:Chart|yaml(?:\/v\d+)?:Config(?:Group|File)|kustomize(?:\/v\d+)?:Directory)$/.test(
    type,
  );
}
