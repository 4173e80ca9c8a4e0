import { agree, atMostOne, between, oneOf, type Rule, shaped } from "../../../declared/rules";

const days = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const seconds = /^\d+(\.\d{1,9})?s$/;
const automated = "automatedBackupPolicy";

/** Shortest time in which an automated backup may start, in seconds. */
const shortestWindow = 300;

/** What the backups and the maintenance of a cluster may be; the API refuses the times, the provider the rest. */
export const backupRules: readonly Rule[] = [
  atMostOne(`${automated}.quantityBasedRetention`, `${automated}.timeBasedRetention`),
  oneOf(`${automated}.weeklySchedule.daysOfWeeks`, ...days),
  between(`${automated}.weeklySchedule.startTimes.hours`, 0, 23),
  shaped(`${automated}.timeBasedRetention.retentionPeriod`, seconds, 'seconds such as "1209600s"'),
  shaped(`${automated}.backupWindow`, seconds, 'seconds such as "3600s"'),
  agree([`${automated}.backupWindow`], (window) =>
    window !== undefined && Number.parseFloat(String(window)) < shortestWindow
      ? `"${automated}.backupWindow" is "${window}". Allowed are "${shortestWindow}s" or more. Make it longer.`
      : undefined,
  ),
  between("continuousBackupConfig.recoveryWindowDays", 1, 35),
  oneOf("maintenanceUpdatePolicy.maintenanceWindows.day", ...days),
  between("maintenanceUpdatePolicy.maintenanceWindows.startTime.hours", 0, 23),
];
