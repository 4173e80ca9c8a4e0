import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link PrivateServicesAccess}. */
export interface PrivateServicesAccessArgs {
  /** Id of the VPC network. Changing it replaces the range and the connection. */
  readonly network: pulumi.Input<string>;
  /**
   * First address of the range that Google's managed services get, such as `"10.64.0.0"`. It must not overlap
   * any subnetwork. Changing it replaces the range, which the API refuses while a database or cache uses it.
   */
  readonly address: string;
  /**
   * Prefix length of the range, 8 to 24. Each managed service takes at least a /24 for each region.
   * Changing it replaces the range, which the API refuses while a database or cache uses it.
   */
  readonly prefixLength: number;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the reserved range. */
    readonly range?: Transform<gcp.compute.GlobalAddressArgs>;
    /** Changes to the connection. */
    readonly connection?: Transform<gcp.servicenetworking.ConnectionArgs>;
  };
}

/**
 * Private services access: a range of the network that is handed to Google, and the peering through which
 * Cloud SQL and Memorystore get addresses in it.
 *
 * What gets such an address must depend on {@link connection}: nothing of the connection appears among the
 * arguments of a database, so only an explicit dependency keeps the order.
 *
 * Destroying it leaves the peering in place, and a network with a peering cannot be deleted. Once Google has
 * let go of it, hours after the last database or cache at most, run
 * `gcloud compute networks peerings delete servicenetworking-googleapis-com --network=NETWORK`, then destroy
 * the network again.
 *
 * Cost: none.
 */
export class PrivateServicesAccess extends pulumi.ComponentResource {
  /** The peering with Google's network. Databases and caches depend on it. */
  readonly connection: gcp.servicenetworking.Connection;
  /** The name of the reserved range. */
  readonly rangeName: pulumi.Output<string>;

  constructor(
    name: string,
    args: PrivateServicesAccessArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:network:PrivateServicesAccess", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const rangeName = `${name}-range`;
    const range = new gcp.compute.GlobalAddress(
      ...transformed<gcp.compute.GlobalAddressArgs>(
        args.transform?.range,
        rangeName,
        {
          name: rangeName,
          purpose: "VPC_PEERING",
          addressType: "INTERNAL",
          address: args.address,
          prefixLength: args.prefixLength,
          network: args.network,
        },
        child,
      ),
    );
    this.rangeName = range.name;

    this.connection = new gcp.servicenetworking.Connection(
      ...transformed<gcp.servicenetworking.ConnectionArgs>(
        args.transform?.connection,
        name,
        {
          network: args.network,
          service: "servicenetworking.googleapis.com",
          reservedPeeringRanges: [range.name],
          // The producer keeps the peering busy for hours after its last database is gone, and deleting it
          // fails for as long. Left alone, a new connection takes it over; but the network cannot be deleted
          // while it is there.
          deletionPolicy: "ABANDON",
          updateOnCreationFail: true,
        },
        child,
      ),
    );
    this.registerOutputs({ rangeName: this.rangeName });
  }
}
