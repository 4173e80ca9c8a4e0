import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import { isUnseenObjects } from "../models/kubernetes/object-kind";

/** Kinds of custom resources that take backups on a schedule, by API group. */
const SCHEDULES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["velero.io", new Set(["Schedule"])],
  ["k8up.io", new Set(["Schedule"])],
  ["snapscheduler.backube", new Set(["SnapshotSchedule"])],
  ["longhorn.io", new Set(["RecurringJob"])],
  ["config.kio.kasten.io", new Set(["Policy"])],
  ["volsync.backube", new Set(["ReplicationSource"])],
]);

const BACKUP_CHART = /velero|k8up|kasten|stash|snapscheduler|volsync|backup/i;
const DISK_SCHEDULE = "gcp:compute/resourcePolicy:ResourcePolicy";

/**
 * What else may back up a workload, whose rules are not evaluated, as a clause: the schedule of a backup tool, the chart of one, or
 * a schedule for snapshots of disks. Undefined when the program has none.
 */
export function otherBackup(
  stack: readonly StackResource[],
  index: ObjectIndex,
  workload: KubernetesObject,
): string | undefined {
  const schedule = index.objects.find(({ group, kind }) => SCHEDULES.get(group)?.has(kind));
  if (schedule !== undefined) {
    return `${schedule.kind} "${schedule.resource.name}" may do so, whose rules are not evaluated`;
  }
  for (const { type, name, inputs, props } of stack) {
    const root = new Place(inputs ?? props);
    const chart = root.at("chart").value;
    if (isUnseenObjects(type) && typeof chart === "string" && BACKUP_CHART.test(chart)) {
      return `the Helm release "${name}" may do so, whose objects a policy cannot see`;
    }
    if (type === DISK_SCHEDULE && root.at("snapshotSchedulePolicy").record() !== undefined) {
      return `ResourcePolicy "${name}" may do so, if the disks of ${workload.kind} "${workload.resource.name}" have it`;
    }
  }
  return undefined;
}
