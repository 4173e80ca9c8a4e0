import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../../transform";

/** The arguments of {@link ClusterBackups}. */
export interface ClusterBackupsArgs {
  /** Id of the cluster. Changing it replaces both plans; the backups of the former one are deleted with it. */
  readonly cluster: pulumi.Input<string>;
  /** Region in which the backups are kept. Changing it replaces both plans. */
  readonly location: pulumi.Input<string>;
  /** Name of both plans. Changing it replaces them. */
  readonly planName: string;
  /** The namespaces whose objects, Secrets and volumes are kept. Changing them is in place. */
  readonly namespaces: readonly string[];
  /** When a backup is made: a cron expression of five fields, in UTC. Changing it is in place. @default "0 3 * * *" */
  readonly cronSchedule?: string;
  /** Days for which a backup is kept, 1 to 365. Changing it is for backups to come. @default 30 */
  readonly retainDays?: number;
  /** Days for which nobody can delete a backup, 0 to 90 and no more than it is kept. @default 0 */
  readonly deleteLockDays?: number;
  /**
   * Full name of the Cloud KMS key with which the objects in a backup are encrypted. Changing it is for backups to come.
   * @default a key of Google
   */
  readonly encryptionKey?: string;
  /** Whether Pulumi refuses to delete the plans, and with them the backups. Changing it is in place. @default true */
  readonly deletionProtection?: boolean;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the plan of backups. */
    readonly backupPlan?: Transform<gcp.gkebackup.BackupPlanArgs>;
    /** Changes to the plan by which a backup is restored. */
    readonly restorePlan?: Transform<gcp.gkebackup.RestorePlanArgs>;
  };
}

/**
 * Backup for GKE: a schedule by which namespaces of a cluster are kept, with their Secrets and the data of their volumes,
 * and the plan by which one of these backups is restored over what stands there (docs/runbooks/restore.md).
 *
 * Cost: about 1 USD a month for each pod, and 0.03 USD for each GiB that is kept (approximate).
 */
export class ClusterBackups extends pulumi.ComponentResource {
  constructor(name: string, args: ClusterBackupsArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:ClusterBackups", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      protect: args.deletionProtection ?? true,
      dependsOn: options?.dependsOn,
    };
    const namespaces = [...args.namespaces];
    const plan = new gcp.gkebackup.BackupPlan(
      ...transformed<gcp.gkebackup.BackupPlanArgs>(
        args.transform?.backupPlan,
        name,
        {
          name: args.planName,
          cluster: args.cluster,
          location: args.location,
          backupConfig: {
            selectedNamespaces: { namespaces },
            includeVolumeData: true,
            includeSecrets: true,
            ...(args.encryptionKey !== undefined && {
              encryptionKey: { gcpKmsEncryptionKey: args.encryptionKey },
            }),
          },
          backupSchedule: { cronSchedule: args.cronSchedule ?? "0 3 * * *" },
          retentionPolicy: {
            backupRetainDays: args.retainDays ?? 30,
            backupDeleteLockDays: args.deleteLockDays ?? 0,
          },
        },
        child,
      ),
    );
    new gcp.gkebackup.RestorePlan(
      ...transformed<gcp.gkebackup.RestorePlanArgs>(
        args.transform?.restorePlan,
        `${name}-restore`,
        {
          name: args.planName,
          cluster: args.cluster,
          location: args.location,
          backupPlan: plan.id,
          restoreConfig: {
            selectedNamespaces: { namespaces },
            // Objects that stand are this program's and stay; volumes come back as they were.
            namespacedResourceRestoreMode: "MERGE_REPLACE_VOLUME_ON_CONFLICT",
            volumeDataRestorePolicy: "RESTORE_VOLUME_DATA_FROM_BACKUP",
            clusterResourceRestoreScope: { noGroupKinds: true },
          },
        },
        child,
      ),
    );
    this.registerOutputs({});
  }
}
