import { z } from "zod";

/** A length of time from the stack file. */
export interface Duration {
  /** The length in whole seconds. */
  readonly seconds: number;
  /** The length in days; a fraction where it is no whole number of them. */
  readonly days: number;
  /** The length as the stack file writes it, such as `"35s"`; the form that Cloud Run takes is `${seconds}s`. */
  readonly text: string;
}

const secondsPerDay = 86_400;
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: secondsPerDay };
const form = /^(0|[1-9][0-9]{0,8})([smhd])$/;

/** Reads `"35s"`, `"5m"`, `"1h"` or `"7d"`; `undefined` for everything else, a bare number included. */
export function parseDuration(text: string): Duration | undefined {
  const [, count, unit] = form.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    return undefined;
  }
  return lasting(Number(count) * (secondsOf[unit] ?? 0), text);
}

/** A duration of whole seconds, in the form of the stack file. */
export function ofSeconds(seconds: number): Duration {
  return lasting(seconds, `${seconds}s`);
}

function lasting(seconds: number, text: string): Duration {
  return { seconds, days: seconds / secondsPerDay, text };
}

/**
 * The schema of a duration between `min` and `max`, both in the form of the stack file and both allowed.
 * With `wholeDays` it must be a whole number of days, since the API takes nothing finer.
 */
export function duration(min: string, max: string, wholeDays = false) {
  const least = parseDuration(min)?.seconds ?? 0;
  const most = parseDuration(max)?.seconds ?? 0;
  const units = wholeDays ? "a whole number of days" : "a duration with its unit (s, m, h or d)";
  return z
    .string()
    .regex(form)
    .transform((text, context): Duration => {
      const value = parseDuration(text);
      const fits = value !== undefined && value.seconds >= least && value.seconds <= most;
      if (!fits || (wholeDays && !Number.isInteger(value.days))) {
        context.addIssue({ code: "custom", message: "out of range" });
        return z.NEVER;
      }
      return value;
    })
    .meta({
      form: "duration",
      allowed: `${units}, from "${min}" to "${max}"`,
    });
}
