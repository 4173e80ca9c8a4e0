import type { GkeConfiguration } from "../../config";
import { mapEntries } from "../map-entries";
import type { ClusterArgs } from "./cluster";
import type { NodePoolSettings } from "./node-pool";

type NodePoolConfiguration = GkeConfiguration["nodePools"][string];

/** The arguments of a cluster that follow from its entry of the stack file alone. */
export function clusterInputs(
  gke: GkeConfiguration,
): Pick<
  ClusterArgs,
  | "clusterName"
  | "nodePools"
  | "releaseChannel"
  | "maintenance"
  | "backups"
  | "secretsKey"
  | "deletionProtection"
> {
  const { days, startTime, duration, exclusions } = gke.maintenance;
  return {
    clusterName: gke.name,
    nodePools: gke.mode === "standard" ? mapEntries(gke.nodePools, nodePoolInputs) : undefined,
    releaseChannel: gke.releaseChannel,
    maintenance: { days, startTime, hours: duration.seconds / 3600, exclusions },
    backups: gke.backups.enabled,
    secretsKey: gke.secretsKey,
    deletionProtection: gke.deletionProtection,
  };
}

function nodePoolInputs({ diskSize, ...pool }: NodePoolConfiguration): NodePoolSettings {
  return { ...pool, diskSizeGb: diskSize.gibibytes };
}
