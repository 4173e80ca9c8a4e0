import { randomUUID } from "node:crypto";
import type { BackupPlanArgs, BackupPlanState } from "@pulumi/gcp/gkebackup";
import { describe } from "../../../declared/describe";
import { assigned, derived } from "../../../declared/resource-type";
import {
  agree,
  atMostOne,
  between,
  exactlyOne,
  type Failure,
  oneOf,
  type Rule,
  shaped,
} from "../../../declared/rules";
import type { Reading } from "../../../values/reading";
import type { Properties, Value } from "../../../values/value";
import {
  deletionPolicy,
  labelSecrets,
  labels,
  lowerCaseName,
  needsProject,
  project,
} from "../../properties";

const id = (r: Reading) =>
  `projects/${r.text("project")}/locations/${r.text("location")}/backupPlans/${r.text("name")}`;

const retain = "retentionPolicy.backupRetainDays";
const lock = "retentionPolicy.backupDeleteLockDays";
const cron = "backupSchedule.cronSchedule";
const target = "backupSchedule.rpoConfig.targetRpoMinutes";

/** When, and for how long, Backup for GKE keeps what of a cluster. */
export const backupPlan = describe<BackupPlanArgs, BackupPlanState>({
  token: "gcp:gkebackup/backupPlan:BackupPlan",
  id,
  required: ["cluster", "location"],
  autoName: lowerCaseName(),
  rules: [
    needsProject,
    whereGiven(
      "backupConfig",
      exactlyOne(
        "backupConfig.allNamespaces",
        "backupConfig.selectedApplications",
        "backupConfig.selectedNamespaceLabels",
        "backupConfig.selectedNamespaces",
      ),
    ),
    atMostOne(cron, "backupSchedule.rpoConfig"),
    between(target, 60, 86_400),
    between(retain, 0, 365),
    between(lock, 0, 90),
    oneOf(
      "backupSchedule.rpoConfig.exclusionWindows.daysOfWeek.daysOfWeeks",
      "MONDAY",
      "TUESDAY",
      "WEDNESDAY",
      "THURSDAY",
      "FRIDAY",
      "SATURDAY",
      "SUNDAY",
    ),
    shaped(cron, /^\S+( \S+){4}$/, 'schedules of five fields such as "0 3 * * *"'),
    agree([lock, retain], (locked, kept) =>
      locked !== undefined && Number(locked) > Number(kept ?? 0)
        ? `"${lock}" is ${locked} and "${retain}" is ${kept ?? "missing"}. A backup is kept at least as long as it is locked. Change one of them.`
        : undefined,
    ),
    agree([cron, target, retain], scheduledIsKept),
  ],
  replaces: ["cluster", "location", "name", "project"],
  computed: {
    ...labels,
    etag: derived((r) => r.hex("etag", 12)),
    protectedNamespaceCount: derived(() => 0),
    protectedPodCount: derived(() => 0),
    state: derived(() => "READY"),
    stateReason: derived(() => ""),
    uid: assigned(() => randomUUID()),
  },
  decided: { deactivated: assigned(() => false), deletionPolicy, project },
  secrets: [...labelSecrets],
});

/** What is backed up on a schedule is deleted some day, and not more than 360 backups later. */
function scheduledIsKept(schedule?: Value, minutes?: Value, kept?: Value): Failure | undefined {
  if (schedule === undefined && minutes === undefined) return undefined;
  if (kept === undefined) {
    return `"backupSchedule" is given without "${retain}". Give it.`;
  }
  const most = minutes === undefined ? 365 : (360 * Number(minutes)) / 1440;
  return Number(kept) > most
    ? `"${retain}" is ${kept}. With "${target}" ${minutes} at most ${Math.floor(most)} days are allowed. Change one of them.`
    : undefined;
}

/** A rule about a block that a program may leave out. */
function whereGiven(block: string, rule: Rule): Rule {
  return {
    about: rule.about,
    failures: (inputs: Properties, options) =>
      (inputs[block] ?? null) === null ? [] : rule.failures(inputs, options),
  };
}
