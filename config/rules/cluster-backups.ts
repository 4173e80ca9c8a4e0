import { problemAt, quote } from "../problem";
import type { Rule } from "./rule";

/** Most backups that a plan keeps: https://cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/reference/rest/v1/projects.locations.backupPlans#RetentionPolicy. */
const mostKept = 360;

/** How many of `range` values a field of a cron expression names, such as 2 of 24 for a star with a step of 12. */
function timesOf(field: string, range: number): number {
  const named = new Set<number>();
  for (const part of field.split(",")) {
    const [span = "", step = "1"] = part.split("/");
    const [from = "0", to] = span === "*" ? ["0", String(range - 1)] : span.split("-");
    const last = to ?? (part.includes("/") ? String(range - 1) : from);
    for (let value = Number(from); value <= Number(last); value += Math.max(1, Number(step))) {
      named.add(value);
    }
  }
  return named.size;
}

/** Backups on a day, where every day has the same. */
function timesADay(cronSchedule: string): number {
  const [minutes = "", hours = "", ...days] = cronSchedule.split(" ");
  return days.every((field) => field === "*") ? timesOf(minutes, 60) * timesOf(hours, 24) : 0;
}

/** Backups of the cluster are not locked for longer than they are kept, and no more are kept than a plan can. */
export const clusterBackups: Rule = ({ file }) => {
  const { retention, deleteLock, cronSchedule } = file["holdfast:gke"]?.backups ?? {};
  if (retention === undefined) {
    return [];
  }
  const most =
    cronSchedule === undefined ? Infinity : Math.floor(mostKept / timesADay(cronSchedule));
  return [
    ...(deleteLock === undefined || deleteLock.days <= retention.days
      ? []
      : [
          problemAt(["holdfast:gke", "backups", "deleteLock"], {
            found: `${quote(deleteLock.text)}, with retention ${quote(retention.text)}`,
            allowed: "a time that is not longer than retention",
            action: "Shorten it, or raise retention.",
          }),
        ]),
    ...(retention.days <= most
      ? []
      : [
          problemAt(["holdfast:gke", "backups", "retention"], {
            found: `${quote(retention.text)}, with the cronSchedule ${quote(cronSchedule ?? "")}`,
            allowed: `up to ${mostKept} backups, which is "${most}d" with that schedule`,
            action: "Shorten it, or make fewer backups.",
          }),
        ]),
  ];
};
