import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../invalid";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link CloudNat}. */
export interface CloudNatArgs {
  /** Region, the one of the subnetworks that need a way out. Changing it replaces router and gateway. */
  readonly region: pulumi.Input<string>;
  /** Id of the VPC network. Changing it replaces router and gateway. */
  readonly network: pulumi.Input<string>;
  /**
   * Ports that each instance of a connector or service holds at least: how many connections it can have open
   * to one address and port in the internet. A power of two from 32 to 32768. Under load an instance gets
   * more, up to 65536. Raising is in place; lowering can break open connections.
   * @default 1024
   */
  readonly minPortsPerVm?: number;
  /**
   * Which translations are logged: `"ERRORS_ONLY"` (connections dropped for want of ports),
   * `"TRANSLATIONS_ONLY"` or `"ALL"`. Changing it is in place.
   * @default "ERRORS_ONLY"
   */
  readonly logFilter?: "ERRORS_ONLY" | "TRANSLATIONS_ONLY" | "ALL";
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the Cloud Router. */
    readonly router?: Transform<gcp.compute.RouterArgs>;
    /** Changes to the gateway. */
    readonly nat?: Transform<gcp.compute.RouterNatArgs>;
  };
}

/**
 * Cloud NAT for every subnetwork of one region: the way out for a service whose traffic all goes through the
 * network. Without it such a service reaches nothing outside Google.
 *
 * Cost: about 5 USD a month for one address and two instances, and 0.045 USD for each GB (approximate).
 */
export class CloudNat extends pulumi.ComponentResource {
  /** @throws RunError when an argument is not allowed. */
  constructor(name: string, args: CloudNatArgs, options?: pulumi.ComponentResourceOptions) {
    refuse("Cloud NAT", name, cloudNatProblems(args));
    super("holdfast:network:CloudNat", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const routerName = `${name}-router`;
    const router = new gcp.compute.Router(
      ...transformed<gcp.compute.RouterArgs>(
        args.transform?.router,
        routerName,
        { name: routerName, region: args.region, network: args.network },
        child,
      ),
    );

    new gcp.compute.RouterNat(
      ...transformed<gcp.compute.RouterNatArgs>(
        args.transform?.nat,
        name,
        {
          name,
          region: args.region,
          router: router.name,
          natIpAllocateOption: "AUTO_ONLY",
          sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
          // Ports on demand, or an instance with many connections to one address runs out at a fixed number.
          // Endpoint-independent mapping excludes them: https://cloud.google.com/nat/docs/ports-and-addresses
          enableDynamicPortAllocation: true,
          enableEndpointIndependentMapping: false,
          minPortsPerVm: args.minPortsPerVm ?? defaultMinPortsPerVm,
          maxPortsPerVm: 65_536,
          logConfig: { enable: true, filter: args.logFilter ?? "ERRORS_ONLY" },
        },
        child,
      ),
    );
    this.registerOutputs({});
  }
}

const defaultMinPortsPerVm = 1024;

/** What is wrong with the settings of a Cloud NAT; the paths are those of {@link CloudNatArgs}. */
export function cloudNatProblems({
  minPortsPerVm = defaultMinPortsPerVm,
}: Pick<CloudNatArgs, "minPortsPerVm">): Problem[] {
  // The most that an instance can have, 65536, must be greater, and ports on demand come in powers of two:
  // https://cloud.google.com/nat/docs/ports-and-addresses
  const inRange = minPortsPerVm >= 32 && minPortsPerVm <= 32_768;
  if (inRange && Number.isInteger(Math.log2(minPortsPerVm))) {
    return [];
  }
  return [
    {
      path: "minPortsPerVm",
      reason: `is ${minPortsPerVm}. Allowed are powers of two from 32 to 32768. Choose one of them, such as 1024.`,
    },
  ];
}
