import { agree, type Rule, shaped } from "../../../declared/rules";

const recurring = "maintenancePolicy.recurringWindow";
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const form = 'moments such as "2026-01-01T02:00:00Z"';
const hour = 3_600_000;

/** Least time for maintenance in 32 days, and the shortest window that counts, in hours. */
const least = { inAll: 48, atOnce: 4 };

/**
 * What a maintenance window has to be: the provider reads the moments, the API adds up the time.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
 */
export const maintenanceRules: readonly Rule[] = [
  shaped(
    "maintenancePolicy.dailyMaintenanceWindow.startTime",
    /^([01]\d|2[0-3]):[0-5]\d$/,
    'times such as "03:00"',
  ),
  shaped(`${recurring}.startTime`, moment, form),
  shaped(`${recurring}.endTime`, moment, form),
  shaped("maintenancePolicy.maintenanceExclusions.startTime", moment, form),
  shaped("maintenancePolicy.maintenanceExclusions.endTime", moment, form),
  agree(
    [`${recurring}.startTime`, `${recurring}.endTime`, `${recurring}.recurrence`],
    (start, end, recurrence) => {
      const hours = (Date.parse(String(end)) - Date.parse(String(start))) / hour;
      const days = daysOf(String(recurrence));
      if (Number.isNaN(hours) || days === undefined) return undefined;
      if (hours < least.atOnce) {
        return `"${recurring}" is ${hours} hours long. A window that counts has at least ${least.atOnce} hours. Make it longer.`;
      }
      return hours * days >= least.inAll
        ? undefined
        : `"${recurring}" gives ${hours * days} hours of maintenance in 32 days. At least ${least.inAll} hours are needed. ` +
            `Make it longer, or let it recur on more days.`;
    },
  ),
];

/** On how many of any 32 days a window recurs at least; nothing for a rule that is not a plain daily or weekly one. */
function daysOf(recurrence: string): number | undefined {
  const parts = new Map(recurrence.split(";").map((part) => part.split("=") as [string, string]));
  if (parts.has("INTERVAL") || parts.has("COUNT") || parts.has("UNTIL")) return undefined;
  if (parts.get("FREQ") === "DAILY" && parts.size === 1) return 32;
  const days = parts.get("BYDAY")?.split(",").length ?? 1;
  return parts.get("FREQ") === "WEEKLY" ? days * 4 : undefined;
}
