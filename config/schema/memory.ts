import { z } from "zod";

/** An amount of memory or disk from the stack file. */
export interface Memory {
  /** The amount in bytes. */
  readonly bytes: number;
  /** The amount in units of 2^30 bytes, which Google's APIs call GB; a fraction where `Mi` are given. */
  readonly gibibytes: number;
  /** The amount as the stack file writes it, such as `"2Gi"`; Cloud Run takes this form. */
  readonly text: string;
}

const bytesOf: Readonly<Record<string, number>> = { Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
const form = /^([1-9][0-9]{0,5})(Mi|Gi|Ti)$/;

/** Reads `"512Mi"`, `"2Gi"` or `"1Ti"`; `undefined` for everything else, a bare number included. */
export function parseMemory(text: string): Memory | undefined {
  const [, count, unit] = form.exec(text) ?? [];
  if (count === undefined || unit === undefined) {
    return undefined;
  }
  const bytes = Number(count) * (bytesOf[unit] ?? 0);
  return { bytes, gibibytes: bytes / 2 ** 30, text };
}

/**
 * The schema of an amount between `min` and `max`, both in the form of the stack file and both allowed.
 * With `wholeGibibytes` the amount must be a whole number of `Gi`, since the API takes nothing finer.
 */
export function memory(min: string, max: string, wholeGibibytes = false) {
  const least = parseMemory(min)?.bytes ?? 0;
  const most = parseMemory(max)?.bytes ?? 0;
  const units = wholeGibibytes ? "a whole number of Gi" : "an amount with its unit (Mi, Gi or Ti)";
  return z
    .string()
    .regex(form)
    .transform((text, context): Memory => {
      const value = parseMemory(text);
      const fits = value !== undefined && value.bytes >= least && value.bytes <= most;
      if (!fits || (wholeGibibytes && !Number.isInteger(value.gibibytes))) {
        context.addIssue({ code: "custom", message: "out of range" });
        return z.NEVER;
      }
      return value;
    })
    .meta({ form: "memory", allowed: `${units}, from "${min}" to "${max}"` });
}
