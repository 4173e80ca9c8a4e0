import { z } from "zod";

/** A length of time from the stack file. */
export interface Duration {
  /** The length in whole seconds. */
  readonly seconds: number;
  /** The length as the stack file writes it, such as `"35s"`; the form that Cloud Run takes is `${seconds}s`. */
  readonly text: string;
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const form = /^(0|[1-9][0-9]{0,8})([smhd])$/;

/** Reads `"35s"`, `"5m"`, `"1h"` or `"7d"`; `undefined` for everything else, a bare number included. */
export function parseDuration(text: string): Duration | undefined {
  const [, count, unit] = form.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    return undefined;
  }
  return { seconds: Number(count) * (secondsOf[unit] ?? 0), text };
}

/** The schema of a duration between `min` and `max`, both in the form of the stack file and both allowed. */
export function duration(min: string, max: string) {
  const least = parseDuration(min)?.seconds ?? 0;
  const most = parseDuration(max)?.seconds ?? 0;
  return z
    .string()
    .regex(form)
    .transform((text, context): Duration => {
      const value = parseDuration(text);
      if (value === undefined || value.seconds < least || value.seconds > most) {
        context.addIssue({ code: "custom", message: "out of range" });
        return z.NEVER;
      }
      return value;
    })
    .meta({
      form: "duration",
      allowed: `a duration with its unit (s, m, h or d), from "${min}" to "${max}"`,
    });
}
