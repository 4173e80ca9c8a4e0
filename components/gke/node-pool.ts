import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** What a node pool of a standard cluster is made of. */
export interface NodePoolSettings {
  /** Machine type of each node, such as `"e2-standard-4"`. Changing it replaces the nodes one after another. */
  readonly machineType: string;
  /** Fewest nodes, in all zones together. Changing it is in place. @default 1 */
  readonly minNodes?: number;
  /** Most nodes, in all zones together. Changing it is in place. */
  readonly maxNodes: number;
  /** Size of the boot disk in GB, 12 at least. Changing it replaces the nodes one after another. @default 100 */
  readonly diskSizeGb?: number;
  /** Kind of the boot disk. Changing it replaces the nodes one after another. @default "pd-balanced" */
  readonly diskType?: string;
  /** Whether Google may take the nodes back at any time. Changing it replaces the pool. @default false */
  readonly spot?: boolean;
  /** Labels of each node. Changing them is in place. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Taints of each node. Changing them is in place. @default none */
  readonly taints?: readonly {
    /** Key of the taint. */
    readonly key: string;
    /** Value of the taint. */
    readonly value: string;
    /** `"NO_SCHEDULE"`, `"PREFER_NO_SCHEDULE"` or `"NO_EXECUTE"`. */
    readonly effect: string;
  }[];
}

/** The arguments of {@link NodePool}. */
export interface NodePoolArgs extends NodePoolSettings {
  /** Id of the cluster. Changing it replaces the pool. */
  readonly cluster: pulumi.Input<string>;
  /** Region of the cluster. Changing it replaces the pool. */
  readonly location: pulumi.Input<string>;
  /** Name of the pool, 1 to 40 characters. Changing it replaces the pool. */
  readonly poolName: string;
  /** Email address of the service account as which nodes run. Changing it replaces the nodes. */
  readonly serviceAccount: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the node pool. */
    readonly nodePool?: Transform<gcp.container.NodePoolArgs>;
  };
}

/** What every node is: verified at its start, without an identity for pods to borrow. */
export function nodeSecurity(
  serviceAccount: pulumi.Input<string>,
): gcp.types.input.container.NodePoolNodeConfig {
  return {
    serviceAccount,
    // What the account may do decides its roles alone: scopes only ever take away from that.
    oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
    shieldedInstanceConfig: { enableSecureBoot: true, enableIntegrityMonitoring: true },
    workloadMetadataConfig: { mode: "GKE_METADATA" },
  };
}

/**
 * A node pool of a standard cluster: private, shielded nodes that are repaired, upgraded one at a time with a spare one,
 * and added and removed as pods need them.
 *
 * Cost: that of its machines, about 98 USD a month for each e2-standard-4 (approximate).
 */
export class NodePool extends pulumi.ComponentResource {
  constructor(name: string, args: NodePoolArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:gke:NodePool", name, {}, options);
    const spot = args.spot ?? false;
    new gcp.container.NodePool(
      ...transformed<gcp.container.NodePoolArgs>(
        args.transform?.nodePool,
        name,
        {
          name: args.poolName,
          cluster: args.cluster,
          location: args.location,
          autoscaling: {
            totalMinNodeCount: args.minNodes ?? 1,
            totalMaxNodeCount: args.maxNodes,
            // Spot nodes come from whichever zone has some to spare; others are spread, so that a zone may fail.
            locationPolicy: spot ? "ANY" : "BALANCED",
          },
          management: { autoRepair: true, autoUpgrade: true },
          upgradeSettings: { strategy: "SURGE", maxSurge: 1, maxUnavailable: 0 },
          networkConfig: { enablePrivateNodes: true },
          nodeConfig: {
            ...nodeSecurity(args.serviceAccount),
            machineType: args.machineType,
            diskSizeGb: args.diskSizeGb ?? 100,
            diskType: args.diskType ?? "pd-balanced",
            imageType: "COS_CONTAINERD",
            spot,
            labels: { ...args.labels },
            taints: args.taints?.map((taint) => ({ ...taint })) ?? [],
          },
        },
        { parent: this, dependsOn: options?.dependsOn },
      ),
    );
    this.registerOutputs({});
  }
}
