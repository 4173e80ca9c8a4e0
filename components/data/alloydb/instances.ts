import * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import { transformed } from "../../transform";
import type { AlloyDbArgs } from "./alloydb";
import { readPoolSettings, secondarySettings } from "./alloydb-settings";

/** An instance of a cluster. */
export function createInstance(
  name: string,
  { transform }: AlloyDbArgs,
  settings: Omit<gcp.alloydb.InstanceArgs, "instanceId"> & { readonly instanceId: string },
  options: pulumi.CustomResourceOptions,
): gcp.alloydb.Instance {
  return new gcp.alloydb.Instance(
    ...transformed<gcp.alloydb.InstanceArgs>(transform?.instance, name, settings, options),
  );
}

/** The instance whose nodes answer reads; `undefined` where none is declared. */
export function createReadPool(
  name: string,
  args: AlloyDbArgs,
  cluster: gcp.alloydb.Cluster,
  options: pulumi.CustomResourceOptions,
): gcp.alloydb.Instance | undefined {
  return args.readPool === undefined
    ? undefined
    : createInstance(
        `${name}-read-pool`,
        args,
        {
          cluster: cluster.name,
          instanceId: `${args.clusterId}-read-pool`,
          instanceType: "READ_POOL",
          ...readPoolSettings(args, args.readPool),
        },
        options,
      );
}

/** The cluster that follows in another region, with the instance that takes over there. */
export function createSecondary(
  name: string,
  args: AlloyDbArgs,
  primary: gcp.alloydb.Cluster,
  options: pulumi.CustomResourceOptions,
): void {
  if (args.secondaryRegion === undefined) {
    return;
  }
  const clusterId = `${args.clusterId}-secondary`;
  const cluster = new gcp.alloydb.Cluster(
    ...transformed<gcp.alloydb.ClusterArgs>(
      args.transform?.cluster,
      `${name}-secondary`,
      {
        clusterId,
        location: args.secondaryRegion,
        clusterType: "SECONDARY",
        secondaryConfig: { primaryClusterName: primary.name },
        // Private services access is of the whole network, not of a region.
        networkConfig: { network: args.network },
        continuousBackupConfig: { enabled: false },
        deletionProtection: options.protect,
        // A secondary instance cannot be deleted but with its cluster.
        deletionPolicy: "FORCE",
      },
      options,
    ),
  );
  createInstance(
    `${name}-secondary-primary`,
    args,
    {
      cluster: cluster.name,
      instanceId: `${clusterId}-primary`,
      instanceType: "SECONDARY",
      ...secondarySettings(args),
    },
    options,
  );
}
