import * as gcp from "@pulumi/gcp";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../invalid";
import { type Transform, transformed } from "../transform";
import { kubeconfigOf } from "./kubeconfig";
import { type MaintenanceSettings, maintenancePolicy } from "./maintenance";
import { NodePool, type NodePoolArgs, type NodePoolSettings, nodeSecurity } from "./node-pool";

/** The arguments of {@link Cluster}. */
export interface ClusterArgs {
  /** Project of the cluster. Changing it replaces the cluster and loses what its volumes hold. */
  readonly project: string;
  /** Region of the cluster, whose nodes stand in three zones. Changing it replaces the cluster. */
  readonly region: string;
  /** Name of the cluster, 1 to 40 characters. Changing it replaces the cluster. */
  readonly clusterName: string;
  /** Id of the VPC network. Changing it replaces the cluster. */
  readonly network: pulumi.Input<string>;
  /** Id of the subnetwork in which nodes stand. Changing it replaces the cluster. */
  readonly subnetwork: pulumi.Input<string>;
  /** Name of the secondary range of the subnetwork for pods. Changing it replaces the cluster. */
  readonly podRangeName: string;
  /** Name of the secondary range of the subnetwork for Kubernetes Services. Changing it replaces the cluster. */
  readonly serviceRangeName: string;
  /** Email address of the service account as which nodes run. Changing it replaces the nodes. */
  readonly nodeServiceAccount: pulumi.Input<string>;
  /**
   * Node pools by name, which make a standard cluster. Without them Google runs the nodes (Autopilot). Changing between
   * the two replaces the cluster.
   * @default none
   */
  readonly nodePools?: Readonly<Record<string, NodePoolSettings>>;
  /** How early new versions come: `"RAPID"`, `"REGULAR"`, `"STABLE"` or `"EXTENDED"`. Changing it is in place. @default "REGULAR" */
  readonly releaseChannel?: "RAPID" | "REGULAR" | "STABLE" | "EXTENDED";
  /** When Google may upgrade the cluster. Changing it is in place. @default Saturday and Sunday from 02:00 UTC for 8 hours */
  readonly maintenance?: MaintenanceSettings;
  /** Whether Backup for GKE may read the cluster. Changing it is in place. @default true */
  readonly backups?: boolean;
  /** Cloud KMS key with which Kubernetes Secrets are encrypted once more. Changing it is in place. @default none */
  readonly secretsKey?: string;
  /**
   * Whether the cluster is kept from deletion, by Pulumi (`protect`) and by the provider. To delete it: set this to false
   * and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the cluster. */
    readonly cluster?: Transform<gcp.container.ClusterArgs>;
    /** Changes to every node pool. */
    readonly nodePool?: NonNullable<NodePoolArgs["transform"]>["nodePool"];
  };
}

/**
 * A regional GKE cluster: private nodes, a control plane that is reached by its DNS name and IAM alone, Workload
 * Identity, Dataplane V2, a release channel with a maintenance window, managed Prometheus and the Gateway API.
 *
 * Cost: 73 USD a month for the cluster, and on Autopilot about 45 USD for each vCPU and 5 USD for each GiB that pods ask
 * for, else that of the node pools (approximate).
 */
export class Cluster extends pulumi.ComponentResource {
  /** Gives access to the cluster. What stands in it names it as its provider. */
  readonly provider: kubernetes.Provider;
  /** The id, `projects/<project>/locations/<region>/clusters/<name>`. */
  readonly clusterId: pulumi.Output<string>;
  /** The region. */
  readonly location: pulumi.Output<string>;
  /** The name, known once the cluster is there. */
  readonly name: pulumi.Output<string>;
  /** What the accounts of Kubernetes are known by in IAM, `<project>.svc.id.goog`. */
  readonly workloadPool: string;

  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
    refuse("Cluster", name, problemsOf(args));
    super("holdfast:gke:Cluster", name, {}, options);
    const protect = args.deletionProtection ?? true;
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    this.workloadPool = `${args.project}.svc.id.goog`;

    const isStandard = args.nodePools !== undefined;
    const cluster = new gcp.container.Cluster(
      ...transformed<gcp.container.ClusterArgs>(
        args.transform?.cluster,
        name,
        {
          ...commonSettings(args),
          ...(isStandard ? standardSettings(args, this.workloadPool) : autopilotSettings(args)),
          deletionProtection: protect,
        },
        {
          ...child,
          protect,
          // The pool that every standard cluster begins with is gone once the cluster is there.
          ignoreChanges: isStandard ? ["nodeConfig", "initialNodeCount"] : [],
        },
      ),
    );
    this.clusterId = cluster.id;
    this.location = cluster.location;
    this.name = cluster.name;

    const nodePools = Object.entries(args.nodePools ?? {}).map(
      ([poolName, settings]) =>
        new NodePool(
          `${name}-${poolName}`,
          {
            ...settings,
            poolName,
            cluster: cluster.id,
            location: cluster.location,
            serviceAccount: args.nodeServiceAccount,
            transform: { nodePool: args.transform?.nodePool },
          },
          child,
        ),
    );
    this.provider = createProvider(name, args.clusterName, cluster, {
      parent: this,
      dependsOn: nodePools,
    });
    this.registerOutputs({ clusterId: this.clusterId });
  }
}

/** What both kinds of clusters say. */
function commonSettings(args: ClusterArgs): gcp.container.ClusterArgs {
  return {
    name: args.clusterName,
    location: args.region,
    network: args.network,
    subnetwork: args.subnetwork,
    ipAllocationPolicy: {
      clusterSecondaryRangeName: args.podRangeName,
      servicesSecondaryRangeName: args.serviceRangeName,
    },
    privateClusterConfig: { enablePrivateNodes: true },
    // One way to the control plane, for people, CI and this program alike: its DNS name, behind IAM. No address of it
    // is reached, so there is no list of addresses to keep.
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: true },
      ipEndpointsConfig: { enabled: false },
    },
    releaseChannel: { channel: args.releaseChannel ?? "REGULAR" },
    maintenancePolicy: maintenancePolicy(args.maintenance ?? {}),
    gatewayApiConfig: { channel: "CHANNEL_STANDARD" },
    loggingConfig: { enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS"] },
    monitoringConfig: {
      enableComponents: [
        "SYSTEM_COMPONENTS",
        "STORAGE",
        "HPA",
        "POD",
        "DAEMONSET",
        "DEPLOYMENT",
        "STATEFULSET",
        "CADVISOR",
        "KUBELET",
      ],
      managedPrometheus: { enabled: true },
    },
    addonsConfig: { gkeBackupAgentConfig: { enabled: args.backups ?? true } },
    costManagementConfig: { enabled: true },
    securityPostureConfig: { mode: "BASIC" },
    databaseEncryption: args.secretsKey
      ? { state: "ENCRYPTED", keyName: args.secretsKey }
      : undefined,
  };
}

/** What only Autopilot takes. All that it decides itself must not be sent, Workload Identity and Dataplane V2 included. */
function autopilotSettings({ nodeServiceAccount }: ClusterArgs): gcp.container.ClusterArgs {
  return {
    enableAutopilot: true,
    clusterAutoscaling: {
      autoProvisioningDefaults: {
        serviceAccount: nodeServiceAccount,
        oauthScopes: ["https://www.googleapis.com/auth/cloud-platform"],
      },
    },
  };
}

/** What only a standard cluster takes, and has to be told. */
function standardSettings(args: ClusterArgs, workloadPool: string): gcp.container.ClusterArgs {
  return {
    networkingMode: "VPC_NATIVE",
    // It enforces network policies by itself, and refuses the older setting for it beside it.
    datapathProvider: "ADVANCED_DATAPATH",
    workloadIdentityConfig: { workloadPool },
    enableShieldedNodes: true,
    // The pools are resources of their own. A cluster cannot be created without one, which goes at once.
    initialNodeCount: 1,
    removeDefaultNodePool: true,
    nodeConfig: nodeSecurity(args.nodeServiceAccount),
  };
}

function createProvider(
  name: string,
  clusterName: string,
  cluster: gcp.container.Cluster,
  options: pulumi.CustomResourceOptions,
): kubernetes.Provider {
  const dnsEndpoint = pulumi
    .all([cluster.controlPlaneEndpointsConfig, cluster.id])
    .apply(([{ dnsEndpointConfig }]) => {
      if (dnsEndpointConfig?.endpoint === undefined) {
        throw new Error(`The cluster ${clusterName} has no DNS name of its control plane.`);
      }
      return dnsEndpointConfig.endpoint;
    });
  return new kubernetes.Provider(
    `${name}-access`,
    {
      kubeconfig: dnsEndpoint.apply((endpoint) =>
        kubeconfigOf({ name: clusterName, dnsEndpoint: endpoint }),
      ),
      // A cluster keeps its DNS name for life, and no other gets it: a new cluster of the same name is another one, whose
      // objects are all to be created.
      clusterIdentifier: dnsEndpoint,
      enableServerSideApply: true,
    },
    options,
  );
}

function problemsOf({ nodePools, clusterName }: ClusterArgs): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(clusterName)) {
    problems.push({
      path: "clusterName",
      reason: `is "${clusterName}". GKE allows 1 to 40 lower-case letters, digits and hyphens, a letter first and no hyphen last. Choose another one.`,
    });
  }
  if (nodePools !== undefined && Object.keys(nodePools).length === 0) {
    problems.push({
      path: "nodePools",
      reason: "has no pool. A standard cluster needs one or more. Add one, or leave it out.",
    });
  }
  return problems;
}
