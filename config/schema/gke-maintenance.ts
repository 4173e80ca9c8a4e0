import { z } from "zod";
import { duration } from "./duration";
import { entryName, oneOf, text } from "./value";
import { weekdays } from "./weekday";

/** Whether a moment is on a day that there is: the 31st of a month that has none is read as the first of the next. */
function isOnCalendar(written: string): boolean {
  const read = new Date(written);
  // A refinement also judges what the form has refused, and what is no moment at all has no ISO form.
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(written.slice(0, 10));
}

const moment = z
  .string()
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:00Z$/)
  .refine(isOnCalendar)
  .meta({ allowed: 'a moment in UTC, such as "2026-12-24T00:00:00Z", in quotes' });

const exclusion = z.strictObject({
  startTime: moment.meta({ description: "When the exclusion begins.", change: "In place." }),
  endTime: moment.meta({ description: "When the exclusion ends.", change: "In place." }),
  scope: oneOf(["NO_UPGRADES", "NO_MINOR_UPGRADES", "NO_MINOR_OR_NODE_UPGRADES"])
    .default("NO_UPGRADES")
    .meta({
      description: "Which upgrades wait: with NO_UPGRADES all, for up to 30 days.",
      change: "In place.",
    }),
});

/** When Google may upgrade the cluster. */
export const maintenance = z
  .strictObject({
    days: z.array(oneOf(weekdays)).min(1).max(7).default(["SATURDAY", "SUNDAY"]).meta({
      allowed: "a list of days, such as [SATURDAY, SUNDAY]",
      description: "Days on which the maintenance window begins, in UTC.",
      change: "In place.",
    }),
    startTime: text(
      /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
      'a time of the day in UTC, such as "03:00", in quotes',
    )
      .default("02:00")
      .meta({ description: "When the window begins, in UTC.", change: "In place." }),
    duration: duration("4h", "24h").prefault("8h").meta({
      description:
        "How long the window is. All windows of a week together must last 12 hours, since GKE needs 48 in 32 days.",
      change: "In place.",
    }),
    exclusions: z.record(entryName, exclusion).default({}).meta({
      description:
        "Times in which nothing is upgraded although the window is open: a map from what they are for, such as christmas, to the time.",
      change: "In place.",
    }),
  })
  .prefault({})
  .meta({ description: "When Google may upgrade the cluster and its nodes." });
