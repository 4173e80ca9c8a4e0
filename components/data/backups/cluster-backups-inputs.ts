import { backedUpNamespacesOf, type StackConfiguration } from "../../../config";
import type { ClusterBackupsArgs } from "./cluster-backups";

/** The arguments of the backups that follow from the stack file; `undefined` where nothing in the cluster is kept. */
export function clusterBackupsInputs(
  configuration: StackConfiguration,
): Omit<ClusterBackupsArgs, "cluster" | "location"> | undefined {
  const { gke, stack } = configuration;
  const namespaces = backedUpNamespacesOf(configuration);
  if (gke === undefined || !gke.backups.enabled || namespaces.length === 0) {
    return undefined;
  }
  const { cronSchedule, retention, deleteLock, encryptionKey } = gke.backups;
  return {
    planName: `${stack}-stores`,
    namespaces,
    cronSchedule,
    retainDays: retention.days,
    deleteLockDays: deleteLock.days,
    encryptionKey,
    deletionProtection: gke.deletionProtection,
  };
}
