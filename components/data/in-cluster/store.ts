import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { labelsOf, selectorOf } from "../../gke/labels";
import { containerSecurity, podSecurity } from "../../services/kubernetes/pod-security";
import { cpuQuantity, memoryQuantity } from "../../services/quantity";
import { type Transform, transformed } from "../../transform";

import Kinds = kubernetes.types.input;
type Container = Kinds.core.v1.Container;

/** What a database and a cache in the cluster are told alike. */
export interface StoreArgs {
  /** Gives access to the cluster. Changing it to that of another cluster creates the store there, without its data. */
  readonly provider: kubernetes.Provider;
  /** Namespace of the store. Changing it creates the store there, without its data. */
  readonly namespace: pulumi.Input<string>;
  /** Name of the stack, with which all that belongs to it is labelled. Changing it restarts the store. */
  readonly application: string;
  /** Image of the server, with a fixed tag or a digest. Changing it restarts the store. */
  readonly image: string;
  /** Number of the user in the image, to whose group the volume belongs. Changing it restarts the store. */
  readonly runAsUser: number;
  /** vCPU that the store is given. Changing it restarts the store. */
  readonly cpu: number;
  /**
   * The volume. Changing it does nothing to one that exists.
   * @default 10 GiB of premium-rwo
   */
  readonly storage?: {
    /** Size in GiB. @default 10 */
    readonly sizeGib?: number;
    /** Storage class: `"premium-rwo"` is an SSD, `"standard-rwo"` a balanced disk. @default "premium-rwo" */
    readonly storageClass?: "premium-rwo" | "standard-rwo";
  };
  /**
   * The certificate of the server, which then takes nothing but TLS. Changing it restarts the store.
   * @default no TLS
   */
  readonly tls?: {
    /** Name of the Secret in the namespace that holds `tls.crt` and `tls.key`. */
    readonly secretName: string;
    /** The certificates (PEM) by which clients know the server. */
    readonly certificateAuthority: string;
  };
  /**
   * Whether Pulumi refuses to delete the store. Its volume is never deleted with it. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Changes to the objects of a store. See {@link Transform}. */
export interface StoreTransforms {
  /** Changes to the StatefulSet. */
  readonly statefulSet?: Transform<Kinds.apps.v1.StatefulSet>;
  /** Changes to the Service that clients name. */
  readonly service?: Transform<Kinds.core.v1.Service>;
  /** Changes to the Service without an address, by which the pod has a name of its own. */
  readonly headlessService?: Transform<Kinds.core.v1.Service>;
  /** Changes to the account as which the pod runs. */
  readonly serviceAccount?: Transform<Kinds.core.v1.ServiceAccount>;
  /** Changes to the disruption budget. */
  readonly disruptionBudget?: Transform<Kinds.policy.v1.PodDisruptionBudget>;
}

/** What one kind of server needs of its pod. */
export interface Server {
  /** Port on which it listens, and the name of that port. */
  readonly port: number;
  readonly portName: string;
  /** What its container has beside what all stores have alike. */
  readonly container: Pick<
    Container,
    "args" | "env" | "startupProbe" | "readinessProbe" | "livenessProbe"
  > & { readonly volumeMounts: Kinds.core.v1.VolumeMount[] };
  /** Memory that the container is given, such as `"2Gi"`. */
  readonly memory: string;
  /** What the pod reads at its start, as annotations that change with it. */
  readonly annotations: Record<string, pulumi.Input<string>>;
  /** Volumes other than that of its data. */
  readonly volumes: Kinds.core.v1.Volume[];
  /** The objects that hold those volumes. */
  readonly reads: readonly pulumi.Resource[];
  /** Where its data are. */
  readonly dataPath: string;
  /** Whether its data outlive a pod. */
  readonly persistent: boolean;
  /** Time that it is given to end in order, in seconds. */
  readonly terminationGracePeriodSeconds: number;
}

/** The name of the claim of a store's data, which the StatefulSet follows by its own and a number. */
const dataVolume = "data";

/** Room on the node's disk for logs and scratch files. */
const ephemeralStorage = "1Gi";

function headlessName(name: string): string {
  return `${name}-headless`;
}

/**
 * Creates the objects of a store and tells the host name by which services reach it. It is known before the store is
 * there, and what is made from it comes after the store is ready.
 */
export function createStore(
  name: string,
  args: StoreArgs,
  server: Server,
  transform: StoreTransforms = {},
  child: pulumi.CustomResourceOptions = {},
): pulumi.Output<string> {
  const labels = labelsOf(name, args.application);
  const metadata = { name, namespace: args.namespace, labels };
  const protect = args.deletionProtection ?? true;

  // Everything is known by its own name, so that a preview knows it too; the order is said beside it.
  const account = new kubernetes.core.v1.ServiceAccount(
    ...transformed<Kinds.core.v1.ServiceAccount>(
      transform.serviceAccount,
      name,
      // Nothing in a store talks to the cluster's own API or to Google's.
      { metadata, automountServiceAccountToken: false },
      child,
    ),
  );
  const headless = new kubernetes.core.v1.Service(
    ...transformed<Kinds.core.v1.Service>(
      transform.headlessService,
      headlessName(name),
      {
        metadata: { ...metadata, name: headlessName(name) },
        spec: { ...serviceSpec(name, server), clusterIP: "None", publishNotReadyAddresses: true },
      },
      child,
    ),
  );
  const statefulSet = new kubernetes.apps.v1.StatefulSet(
    ...transformed<Kinds.apps.v1.StatefulSet>(
      transform.statefulSet,
      name,
      { metadata, spec: statefulSetSpec(name, args, server) },
      {
        ...pulumi.mergeOptions(child, { dependsOn: [account, headless, ...server.reads] }),
        protect,
        // Kubernetes takes no other claim for a StatefulSet that exists; replacing it would not change the volume.
        ignoreChanges: ["spec.volumeClaimTemplates"],
        // From or to none it is another StatefulSet, of the same name: pods would mount what nothing declares.
        replacementTrigger: server.persistent,
        deleteBeforeReplace: true,
      },
    ),
  );
  const service = new kubernetes.core.v1.Service(
    ...transformed<Kinds.core.v1.Service>(
      transform.service,
      name,
      { metadata, spec: serviceSpec(name, server) },
      child,
    ),
  );
  new kubernetes.policy.v1.PodDisruptionBudget(
    ...transformed<Kinds.policy.v1.PodDisruptionBudget>(
      transform.disruptionBudget,
      name,
      {
        metadata,
        spec: {
          // There is one pod. A budget that keeps it where it is would keep its node from ever being upgraded.
          maxUnavailable: 1,
          selector: { matchLabels: selectorOf(name) },
          unhealthyPodEvictionPolicy: "AlwaysAllow",
        },
      },
      child,
    ),
  );
  // What a cluster that does not exist yet says of an object is unknown, its name too. The URN is known and carries the
  // same order: what is made from it comes after both.
  return pulumi
    .all([service.urn, statefulSet.urn, args.namespace])
    .apply(([, , namespace]) => `${name}.${namespace}.svc.cluster.local`);
}

function serviceSpec(name: string, { port, portName }: Server): Kinds.core.v1.ServiceSpec {
  return {
    type: "ClusterIP",
    selector: selectorOf(name),
    ports: [{ name: portName, port, targetPort: portName, protocol: "TCP" }],
  };
}

function statefulSetSpec(
  name: string,
  args: StoreArgs,
  server: Server,
): Kinds.apps.v1.StatefulSetSpec {
  const labels = labelsOf(name, args.application);
  const { sizeGib = 10, storageClass = "premium-rwo" } = args.storage ?? {};
  return {
    serviceName: headlessName(name),
    replicas: 1,
    revisionHistoryLimit: 5,
    podManagementPolicy: "OrderedReady",
    updateStrategy: { type: "RollingUpdate" },
    selector: { matchLabels: selectorOf(name) },
    template: {
      metadata: { labels, annotations: server.annotations },
      spec: podSpec(name, args, server),
    },
    ...(server.persistent && {
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      volumeClaimTemplates: [
        {
          metadata: { name: dataVolume, labels },
          spec: {
            accessModes: ["ReadWriteOnce"],
            storageClassName: storageClass,
            resources: { requests: { storage: `${sizeGib}Gi` } },
          },
        },
      ],
    }),
  };
}

function podSpec(name: string, args: StoreArgs, server: Server): Kinds.core.v1.PodSpec {
  const memory = memoryQuantity(server.memory);
  const amounts = { cpu: cpuQuantity(args.cpu), memory, "ephemeral-storage": ephemeralStorage };
  const { volumeMounts, ...container } = server.container;
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    // Variables for each Service of the namespace, by which another one could hide the server's own.
    enableServiceLinks: false,
    securityContext: {
      ...podSecurity(args.runAsUser),
      fsGroup: args.runAsUser,
      fsGroupChangePolicy: "OnRootMismatch",
    },
    terminationGracePeriodSeconds: server.terminationGracePeriodSeconds,
    containers: [
      {
        name,
        image: args.image,
        // A tag that names a release does not move, and the node need not ask the registry to start the pod again.
        imagePullPolicy: "IfNotPresent",
        ports: [{ name: server.portName, containerPort: server.port, protocol: "TCP" }],
        resources: { requests: amounts, limits: amounts },
        securityContext: containerSecurity,
        terminationMessagePolicy: "FallbackToLogsOnError",
        ...container,
        volumeMounts: [{ name: dataVolume, mountPath: server.dataPath }, ...volumeMounts],
      },
    ],
    volumes: [
      ...(server.persistent ? [] : [{ name: dataVolume, emptyDir: { sizeLimit: "1Gi" } }]),
      ...server.volumes,
    ],
  };
}

/** The volume with the certificate of a store. */
export function certificateVolume(tls: StoreArgs["tls"]): Kinds.core.v1.Volume[] {
  // The group of the volume may read the key, and nobody else: PostgreSQL refuses to start with any other.
  return tls === undefined
    ? []
    : [{ name: "certificate", secret: { secretName: tls.secretName, defaultMode: 0o440 } }];
}

/** Where the certificate of a store is, and the mount that puts it there. */
export const certificatePath = "/etc/holdfast/certificate";

/** The mount of {@link certificateVolume}. */
export function certificateMount(tls: StoreArgs["tls"]): Kinds.core.v1.VolumeMount[] {
  return tls === undefined
    ? []
    : [{ name: "certificate", mountPath: certificatePath, readOnly: true }];
}
