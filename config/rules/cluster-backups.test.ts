import { moveToGke, type Raw } from "../stack-file.fixture";
import { clusterBackups } from "./cluster-backups";
import { accepts, refuses } from "./table.fixture";

const backups = (settings: Raw) => (file: Raw) => {
  moveToGke(file);
  file["holdfast:gke"].backups = settings;
};

refuses(clusterBackups, [
  {
    name: "a backup that nobody can delete when its time is over",
    change: backups({ retention: "7d", deleteLock: "8d" }),
    at: ["gke.backups.deleteLock"],
    says: 'with retention "7d"',
  },
  {
    name: "more backups than a plan keeps",
    change: backups({ retention: "90d", cronSchedule: "0 */4 * * *" }),
    at: ["gke.backups.retention"],
    says: 'up to 360 backups, which is "60d" with that schedule',
  },
  {
    name: "more backups than a plan keeps, at listed times",
    change: backups({ retention: "181d", cronSchedule: "30 3,15 * * *" }),
    at: ["gke.backups.retention"],
  },
  {
    name: "an hour that no day has",
    change: backups({ cronSchedule: "0 1,25 * * *" }),
    at: ["gke.backups.cronSchedule"],
    says: "25 as the hour",
  },
  {
    name: "a span to a minute that no hour has",
    change: backups({ cronSchedule: "0-60/90 3 * * *" }),
    at: ["gke.backups.cronSchedule"],
    says: "0 to 59 as the minute",
  },
]);

accepts(clusterBackups, [
  {
    name: "the last moment that there is",
    change: backups({ cronSchedule: "59 23 31 12 7" }),
  },
  {
    name: "as many backups as a plan keeps",
    change: backups({ retention: "60d", cronSchedule: "0 0-20/4 * * *" }),
  },
  {
    name: "a weekly backup that is kept for a year",
    change: backups({ retention: "365d", cronSchedule: "0 3 * * SUN" }),
  },
  { name: "a lock until the end", change: backups({ retention: "7d", deleteLock: "7d" }) },
]);
