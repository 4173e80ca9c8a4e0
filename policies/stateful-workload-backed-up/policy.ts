import { definePolicy } from "../framework/define-policy";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { BACKUP_PLAN } from "./backup-plan";
import { checkBackups } from "./check";

/** Refuses databases in a cluster that nothing backs up. */
export const statefulWorkloadBackedUp = definePolicy({
  id: "stateful-workload-backed-up",
  displayName: "Stateful workloads are backed up",
  description:
    "Refuses a database that runs in a cluster with volumes of its own (PostgreSQL, MySQL, MongoDB and what is made of them) and that nothing in the program backs up: no Backup for GKE plan with a schedule and volume data for its namespace, and no CronJob that takes dumps. " +
    "Other StatefulSets with volumes are undetermined: whether their content may be lost, the program does not tell.",
  severity: "high",
  remediation:
    'Add a gcp.gkebackup.BackupPlan with a cronSchedule, includeVolumeData and the namespace, or a CronJob that takes a dump. Where another program backs it up, name that in the annotation "holdfast.dev/backed-up-by" of the workload.',
  incidents: ["A19"],
  appliesTo: (type) =>
    isKubernetesObject(type) ||
    type === BACKUP_PLAN ||
    type === "gcp:compute/resourcePolicy:ResourcePolicy" ||
    type.startsWith("kubernetes:helm.sh/"),
  stack: checkBackups,
});
