import { Place } from "../framework/place";
import { isKnown, type Value } from "../framework/value";
import { imageName } from "../models/carrier/workload-text";
import { findEndpoints } from "../models/endpoint/find-endpoints";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { HostComparison } from "../models/told/same-host";
import type { ToldWorkload } from "../models/told/told-settings";

/** Programs that take a copy of a database or of files. */
const TOOLS =
  /\b(?:pg_dump|pg_dumpall|pg_basebackup|pgbackrest|wal-g|barman|mysqldump|mariadb-dump|mydumper|xtrabackup|mariabackup|mongodump|clickhouse-backup|restic|kopia|rclone|borg|duplicity)\b|--rdb\b|\bbgsave\b/i;
const BACKUP_NAME = /(?:^|[-_./])(?:backups?|dumps?|snapshots?)(?:[-_./:]|$)/i;

/** Whether a workload is a CronJob that takes backups, going by its name, its image and its commands. */
export function takesBackups({ workload, resource }: ToldWorkload): boolean {
  if (workload.kind !== "CronJob" || workload.platform !== "kubernetes") {
    return false;
  }
  const words = workload.containers.flatMap((container) =>
    [container.command, container.args].flatMap((list) =>
      list !== undefined && isKnown(list) ? list.filter((word) => typeof word === "string") : [],
    ),
  );
  const names = [
    workload.name,
    resource.name,
    ...workload.containers.flatMap((container) => imageName(container) ?? []),
  ];
  return TOOLS.test(words.join(" ")) || names.some((name) => BACKUP_NAME.test(name));
}

/** Whether a CronJob does not run, for now. */
export function isSuspended({ resource }: ToldWorkload): Value<boolean> {
  return new Place(resource.inputs ?? resource.props).at("spec", "suspend").flag() ?? false;
}

/** Whether a CronJob is for a workload: it lies in the same namespace, or is told of a Service that leads to its pods. */
export function isJobFor(
  job: ToldWorkload,
  workload: KubernetesObject,
  index: ObjectIndex,
  hosts: HostComparison,
): boolean {
  return (
    job.namespace === workload.namespace ||
    job.settings.some(({ text, name, context, siblings }) =>
      findEndpoints(text, { name, context, siblings }).some(({ host }) => {
        const service = hosts.serviceOf(host, job);
        return (
          service !== undefined &&
          index.podsOfService(service).pods.some(({ object }) => object === workload)
        );
      }),
    )
  );
}
