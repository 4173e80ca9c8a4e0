import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import { type FlowLogs, flowLogConfig } from "./flow-logs";

/** The arguments of {@link VpcConnector}. */
export interface VpcConnectorArgs {
  /** Region, the one of the services that use the connector. Changing it replaces the connector. */
  readonly region: pulumi.Input<string>;
  /** Id of the VPC network. Changing it replaces the connector. */
  readonly network: pulumi.Input<string>;
  /**
   * Name of the connector: at most 20 characters, where a hyphen counts as two.
   * Changing it replaces the connector: services have no way into the network until it is there.
   */
  readonly connectorName: string;
  /**
   * A range of the size /28 that nothing else uses, such as `"10.20.16.0/28"`. Changing it replaces the
   * connector: services have no way into the network until it is there.
   */
  readonly range: string;
  /**
   * Machine type of the connector's instances: `"e2-micro"`, `"f1-micro"` or `"e2-standard-4"`. The two small
   * ones share CPU credits and run out of connection tracking under many connections or small packets.
   * Changing it is in place; connections that have long been open can drop.
   */
  readonly machineType: string;
  /** Instances that always run, 2 to 9 and fewer than `maxInstances`. Raising is in place, lowering replaces the connector. */
  readonly minInstances: number;
  /**
   * Most instances, 3 to 10. The connector grows under load and never shrinks by itself.
   * Raising is in place, lowering replaces the connector.
   */
  readonly maxInstances: number;
  /**
   * Whether the flows of the connector's subnetwork are logged. Changing it is in place.
   * @default "off"
   */
  readonly flowLogs?: FlowLogs;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the subnetwork. */
    readonly subnetwork?: Transform<gcp.compute.SubnetworkArgs>;
    /** Changes to the connector. */
    readonly connector?: Transform<gcp.vpcaccess.ConnectorArgs>;
  };
}

/**
 * A Serverless VPC Access connector with declared bounds, in a subnetwork of its own.
 *
 * The subnetwork is declared rather than left to the connector: one that the connector makes for itself is
 * hidden, and neither Cloud NAT nor a firewall rule can name it, so all-traffic egress would end there
 * (https://cloud.google.com/run/docs/configuring/vpc-connectors).
 *
 * Cost: about 200 USD a month for two instances of e2-standard-4, 12 USD for two of e2-micro (approximate).
 */
export class VpcConnector extends pulumi.ComponentResource {
  /** The connector's id, `projects/<project>/locations/<region>/connectors/<name>`: what a service refers to. */
  readonly connectorId: pulumi.Output<string>;

  constructor(name: string, args: VpcConnectorArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:network:VpcConnector", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const subnetworkName = `${name}-subnet`;
    const subnetwork = new gcp.compute.Subnetwork(
      ...transformed<gcp.compute.SubnetworkArgs>(
        args.transform?.subnetwork,
        subnetworkName,
        {
          name: subnetworkName,
          region: args.region,
          network: args.network,
          ipCidrRange: args.range,
          // Without it a service cannot call another one with internal ingress through the connector.
          privateIpGoogleAccess: true,
          logConfig: flowLogConfig(args.flowLogs),
        },
        child,
      ),
    );

    const connector = new gcp.vpcaccess.Connector(
      ...transformed<gcp.vpcaccess.ConnectorArgs>(
        args.transform?.connector,
        name,
        {
          name: args.connectorName,
          region: args.region,
          subnet: { name: subnetwork.name },
          machineType: args.machineType,
          minInstances: args.minInstances,
          maxInstances: args.maxInstances,
        },
        child,
      ),
    );
    this.connectorId = connector.id;
    this.registerOutputs({ connectorId: this.connectorId });
  }
}
