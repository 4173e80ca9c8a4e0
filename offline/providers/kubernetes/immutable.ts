import type { SchemaPath } from "../values/path";
import { type Properties, unmarked } from "../values/value";
import type { ObjectKind } from "./kind";

/** What a provider's configuration says of changes that force a replacement. */
export interface Mutability {
  /** Whether the data of a ConfigMap may change in place. */
  readonly configMap: boolean;
  /** Whether the data of a Secret may change in place. */
  readonly secret: boolean;
}

const identity = ["metadata.name", "metadata.namespace"] as const;

/** The places that the API server does not let change, by kind. */
const byKind: Readonly<Record<string, readonly SchemaPath[]>> = {
  ClusterRoleBinding: ["roleRef"],
  DaemonSet: ["spec.selector"],
  Deployment: ["spec.selector"],
  Job: ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  PersistentVolume: volumeSources(),
  PersistentVolumeClaim: [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
  ],
  Pod: podSpec(),
  ResourceQuota: ["spec.scopes"],
  RoleBinding: ["roleRef"],
  Secret: ["type"],
  Service: ["spec.clusterIP"],
  StatefulSet: [
    "spec.podManagementPolicy",
    "spec.revisionHistoryLimit",
    "spec.selector",
    "spec.serviceName",
    "spec.volumeClaimTemplates",
  ],
  StorageClass: ["parameters", "provisioner"],
};

/** The groups that the kinds above are of. A kind of another group may have the same name, and other rules. */
const groups = new Set(["", "apps", "batch", "rbac.authorization.k8s.io", "storage.k8s.io"]);

/** The places where a change of an object forces a replacement. */
export function immutablePlaces(
  kind: ObjectKind,
  object: Properties,
  mutable: Mutability,
): readonly SchemaPath[] {
  if (kind.isPatch || !groups.has(kind.group)) return identity;
  const isSealed = unmarked(object.immutable ?? null) === true;
  if (kind.kind === "Secret" && (isSealed || !mutable.secret)) {
    return [...identity, "data", "stringData", "type"];
  }
  if (kind.kind === "ConfigMap" && (isSealed || !mutable.configMap)) {
    return [...identity, "binaryData", "data"];
  }
  return [...identity, ...(byKind[kind.kind] ?? [])];
}

/** Of a pod nearly everything, its containers without their names. */
function podSpec(): SchemaPath[] {
  const ofContainers = split(`
    args command env image imagePullPolicy lifecycle livenessProbe ports readinessProbe resources
    securityContext stdin stdinOnce terminationMessagePath terminationMessagePolicy tty
    volumeDevices volumeMounts workingDir
  `);
  const ofPods = split(`
    affinity automountServiceAccountToken dnsConfig dnsPolicy enableServiceLinks hostAliases
    hostIPC hostNetwork hostPID hostname imagePullSecrets nodeName nodeSelector overhead
    preemptionPolicy priority priorityClassName readinessGates restartPolicy runtimeClassName
    schedulerName securityContext serviceAccount serviceAccountName shareProcessNamespace
    subdomain terminationGracePeriodSeconds volumes
  `);
  return [
    ...ofPods.map((name) => `spec.${name}`),
    ...["containers", "initContainers"].flatMap((list) =>
      ofContainers.map((name) => `spec.${list}.${name}`),
    ),
  ];
}

function volumeSources(): SchemaPath[] {
  return split(`
    awsElasticBlockStore azureDisk azureFile cephfs cinder csi fc flexVolume flocker
    gcePersistentDisk glusterfs hostPath iscsi local nfs photonPersistentDisk portworxVolume
    quobyte rbd scaleIO storageos vsphereVolume
  `).map((name) => `spec.${name}`);
}

function split(words: string): string[] {
  return words.trim().split(/\s+/);
}
