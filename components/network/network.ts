import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../invalid";
import { type Transform, transformed } from "../transform";
import { CloudNat, type CloudNatArgs, cloudNatProblems } from "./cloud-nat";
import { computeNameProblem } from "./compute-name";
import { Firewall, type FirewallArgs } from "./firewall";
import { type FlowLogs, flowLogConfig } from "./flow-logs";
import { PrivateServicesAccess, type PrivateServicesAccessArgs } from "./private-services-access";
import { VpcConnector, type VpcConnectorArgs } from "./vpc-connector";

/** The way of services into the network: through a connector, or with instances that stand in it themselves. */
export type ServerlessPath =
  | {
      /** A Serverless VPC Access connector. See {@link VpcConnectorArgs}. */
      readonly connector: Omit<
        VpcConnectorArgs,
        "region" | "network" | "flowLogs" | "connectorName" | "transform"
      > & {
        /**
         * Name of the connector: at most 20 characters, where a hyphen counts as two. Changing it replaces
         * the connector: services have no way into the network until it is there.
         * @default the component's name with "-egress"
         */
        readonly name?: string;
      };
    }
  | {
      /** Direct VPC egress: each instance of a service takes addresses of a subnetwork for this alone. */
      readonly directEgress: {
        /**
         * Range of the subnetwork, /26 or larger: instances take about two addresses each, in blocks of 16,
         * and keep them for a while after they end. A larger range around the present one is in place, any
         * other replaces the subnetwork (https://cloud.google.com/run/docs/configuring/vpc-direct-vpc). One that
         * was used cannot be deleted for 1 to 2 hours after its last instance ended: neither when it is replaced
         * nor when a connector follows it.
         */
        readonly range: string;
      };
    };

/** The arguments of {@link Network}. */
export interface NetworkArgs {
  /** Region of subnetworks, connector and NAT. Changing it replaces them. */
  readonly region: pulumi.Input<string>;
  /**
   * Range of the network's own subnetwork, /8 to /29, for what stands in the network itself. A larger range
   * around the present one is in place, any other replaces the subnetwork.
   */
  readonly range: string;
  /** The range for databases and caches. See {@link PrivateServicesAccessArgs}. */
  readonly privateServices: Pick<PrivateServicesAccessArgs, "address" | "prefixLength">;
  /**
   * How services on Cloud Run use the network. Changing it gives each service a new revision.
   * @default no service on Cloud Run does
   */
  readonly serverless?: {
    /**
     * Which traffic of the services goes through the network: `"ALL_TRAFFIC"`, which then gets a Cloud NAT as
     * its way out, or `"PRIVATE_RANGES_ONLY"`.
     */
    readonly egress: "ALL_TRAFFIC" | "PRIVATE_RANGES_ONLY";
    /** The way of services into the network. */
    readonly path: ServerlessPath;
  };
  /**
   * Ranges of a GKE cluster whose nodes stand in the network's own subnetwork. Nodes and pods then reach each other
   * and, through a Cloud NAT, the internet. Changing a range replaces the cluster.
   * @default no cluster stands in the network
   */
  readonly cluster?: {
    /** Secondary range of the pods, such as `"10.32.0.0/16"`: 256 addresses for each node. */
    readonly podRange: string;
    /** Secondary range of the Kubernetes Services, such as `"10.48.0.0/20"`. */
    readonly serviceRange: string;
  };
  /**
   * Settings of the Cloud NAT. It exists with `egress: "ALL_TRAFFIC"` or a cluster only. See {@link CloudNatArgs}.
   * @default the defaults of {@link CloudNat}
   */
  readonly nat?: Pick<CloudNatArgs, "minPortsPerVm" | "logFilter">;
  /**
   * Whether the flows of all subnetworks are logged: `"off"`, `"sampled"` or `"all"`. Changing it is in place.
   * @default "off"
   */
  readonly flowLogs?: FlowLogs;
  /**
   * What the firewall logs: `"denied"` connections, or `"all"`. Changing it is in place.
   * @default "denied"
   */
  readonly firewallLogs?: FirewallArgs["logs"];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the VPC network. */
    readonly network?: Transform<gcp.compute.NetworkArgs>;
    /** Changes to the network's own subnetwork. */
    readonly subnetwork?: Transform<gcp.compute.SubnetworkArgs>;
    /** Changes to the subnetwork of direct egress. */
    readonly egressSubnetwork?: Transform<gcp.compute.SubnetworkArgs>;
    /** Changes to the parts of private services access. */
    readonly privateServices?: PrivateServicesAccessArgs["transform"];
    /** Changes to the parts of the connector. */
    readonly connector?: VpcConnectorArgs["transform"];
    /** Changes to the parts of Cloud NAT. */
    readonly nat?: CloudNatArgs["transform"];
    /** Changes to the firewall rules. */
    readonly firewall?: FirewallArgs["transform"];
  };
}

/**
 * A VPC network as services and databases need it: subnetworks with private Google access, a range for managed
 * services, a way in for services, ranges for a cluster, a way out for all their traffic, and a firewall that denies by
 * default.
 *
 * Cost: about 205 USD a month with two connector instances of e2-standard-4 and NAT, 17 USD with two of
 * e2-micro, 5 USD with direct egress; traffic comes on top (approximate).
 */
export class Network extends pulumi.ComponentResource {
  /** The id of the VPC network, `projects/<project>/global/networks/<name>`. */
  readonly networkId: pulumi.Output<string>;
  /** Private services access. Databases and caches depend on its connection. */
  readonly privateServices: PrivateServicesAccess;
  /** The id of the network's own subnetwork, in which nodes of a cluster stand. */
  readonly subnetworkId: pulumi.Output<string>;
  /** What a Cloud Run service says of its way into the network; absent where there is none. */
  readonly vpcAccess?: gcp.types.input.cloudrunv2.ServiceTemplateVpcAccess;

  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: NetworkArgs, options?: pulumi.ComponentResourceOptions) {
    refuse("Network", name, problemsOf(name, args));
    super("holdfast:network:Network", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const { region, transform } = args;

    const vpc = new gcp.compute.Network(
      ...transformed<gcp.compute.NetworkArgs>(
        transform?.network,
        name,
        { name, autoCreateSubnetworks: false, routingMode: "REGIONAL" },
        child,
      ),
    );
    const network = vpc.id;
    this.networkId = network;

    const subnetwork = createSubnetwork(
      `${name}-subnet`,
      { ipCidrRange: args.range, secondaryIpRanges: secondaryRanges(args.cluster) },
      args,
      network,
      transform?.subnetwork,
      child,
    );
    this.subnetworkId = subnetwork.id;
    this.privateServices = new PrivateServicesAccess(
      `${name}-services`,
      { ...args.privateServices, network, transform: transform?.privateServices },
      child,
    );
    const { address, prefixLength } = args.privateServices;
    new Firewall(
      name,
      {
        network,
        privateServicesRange: `${address}/${prefixLength}`,
        clusterRanges: args.cluster && [args.range, args.cluster.podRange],
        logs: args.firewallLogs,
        transform: transform?.firewall,
      },
      child,
    );
    if (args.serverless?.egress === "ALL_TRAFFIC" || args.cluster !== undefined) {
      new CloudNat(
        `${name}-nat`,
        { ...args.nat, region, network, transform: transform?.nat },
        child,
      );
    }
    this.vpcAccess = args.serverless && {
      egress: args.serverless.egress,
      ...createPath(name, args.serverless.path, args, network, child),
    };
    this.registerOutputs({ networkId: this.networkId });
  }
}

/** Names of the secondary ranges of the subnetwork in which nodes stand. */
export const secondaryRangeNames = { pods: "pods", services: "services" } as const;

function secondaryRanges(
  cluster: NetworkArgs["cluster"],
): gcp.types.input.compute.SubnetworkSecondaryIpRange[] | undefined {
  return (
    cluster && [
      { rangeName: secondaryRangeNames.pods, ipCidrRange: cluster.podRange },
      { rangeName: secondaryRangeNames.services, ipCidrRange: cluster.serviceRange },
    ]
  );
}

function createPath(
  name: string,
  path: ServerlessPath,
  args: NetworkArgs,
  network: pulumi.Output<string>,
  child: pulumi.CustomResourceOptions,
): gcp.types.input.cloudrunv2.ServiceTemplateVpcAccess {
  if ("connector" in path) {
    const { name: connectorName = `${name}-egress`, ...settings } = path.connector;
    const connector = new VpcConnector(
      `${name}-connector`,
      {
        ...settings,
        connectorName,
        region: args.region,
        network,
        flowLogs: args.flowLogs,
        transform: args.transform?.connector,
      },
      child,
    );
    return { connector: connector.connectorId };
  }
  const subnetwork = createSubnetwork(
    `${name}-egress`,
    { ipCidrRange: path.directEgress.range },
    args,
    network,
    args.transform?.egressSubnetwork,
    child,
  );
  return { networkInterfaces: [{ network, subnetwork: subnetwork.id }] };
}

function createSubnetwork(
  name: string,
  ranges: Pick<gcp.compute.SubnetworkArgs, "ipCidrRange" | "secondaryIpRanges">,
  args: NetworkArgs,
  network: pulumi.Output<string>,
  transform: Transform<gcp.compute.SubnetworkArgs> | undefined,
  options: pulumi.CustomResourceOptions,
): gcp.compute.Subnetwork {
  return new gcp.compute.Subnetwork(
    ...transformed<gcp.compute.SubnetworkArgs>(
      transform,
      name,
      {
        name,
        region: args.region,
        network,
        ...ranges,
        // Services with internal ingress are reached through it, and nodes reach Google's APIs and registries, not
        // through the internet.
        privateIpGoogleAccess: true,
        logConfig: flowLogConfig(args.flowLogs),
      },
      options,
    ),
  );
}

function problemsOf(name: string, args: NetworkArgs): Problem[] {
  const longestName = computeNameProblem(`${name}-allow-private-services`);
  return [
    ...(longestName ? [{ path: "name", reason: longestName }] : []),
    ...cloudNatProblems(args.nat ?? {}).map(({ path, reason }) => ({
      path: `nat.${path}`,
      reason,
    })),
  ];
}
