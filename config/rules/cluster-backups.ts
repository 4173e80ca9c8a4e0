import { type Problem, problemAt, quote } from "../problem";
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

/** The fields of a cron expression, with the numbers that each takes. */
const cronFields = [
  { field: "minute", least: 0, most: 59 },
  { field: "hour", least: 0, most: 23 },
  { field: "day of the month", least: 1, most: 31 },
  { field: "month", least: 1, most: 12 },
  { field: "day of the week", least: 0, most: 7 },
] as const;

/** A cron expression of which a number names no time. A step, behind a slash, is no time. */
function scheduleProblems(cronSchedule: string): Problem[] {
  const written = cronSchedule.split(" ");
  return cronFields.flatMap(({ field, least, most }, index) => {
    const spans = (written[index] ?? "").split(",").map((part) => part.split("/")[0] ?? "");
    const wrong = spans
      .flatMap((span) => span.split("-"))
      .find((time) => /^[0-9]+$/.test(time) && (Number(time) < least || Number(time) > most));
    return wrong === undefined
      ? []
      : [
          problemAt(["holdfast:gke", "backups", "cronSchedule"], {
            found: `${quote(cronSchedule)}, with ${wrong} as the ${field}`,
            allowed: `${least} to ${most} as the ${field}`,
            action: "Correct it.",
          }),
        ];
  });
}

/** Backups of the cluster are not locked for longer than they are kept, and no more are kept than a plan can. */
export const clusterBackups: Rule = ({ file }) => {
  const { retention, deleteLock, cronSchedule } = file["holdfast:gke"]?.backups ?? {};
  const wrong = cronSchedule === undefined ? [] : scheduleProblems(cronSchedule);
  if (retention === undefined || wrong.length > 0) {
    return wrong;
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
