import { z } from "zod";

/** A share from the stack file. */
export interface Percentage {
  /** The share as a part of 1, such as 0.99. */
  readonly fraction: number;
  /** The share as the stack file writes it, such as `"99%"`. */
  readonly text: string;
}

const form = /^([1-9][0-9]?(?:\.[0-9]{1,2})?|0\.(?:0[1-9]|[1-9][0-9]?))%$/;

/** Reads `"99%"` or `"99.5%"`; `undefined` for everything else, a bare number included. */
export function parsePercentage(text: string): Percentage | undefined {
  const [, amount] = form.exec(text) ?? [];
  // As a power of ten and not as a quotient: 99.9 / 100 is not 0.999.
  return amount === undefined ? undefined : { fraction: Number(`${amount}e-2`), text };
}

/** The schema of a share between `min` and `max`, both in the form of the stack file and both allowed. */
export function percentage(min: string, max: string) {
  const least = parsePercentage(min)?.fraction ?? 0;
  const most = parsePercentage(max)?.fraction ?? 1;
  return z
    .string()
    .regex(form)
    .transform((text, context): Percentage => {
      const value = parsePercentage(text);
      if (value === undefined || value.fraction < least || value.fraction > most) {
        context.addIssue({ code: "custom", message: "out of range" });
        return z.NEVER;
      }
      return value;
    })
    .meta({
      allowed: `a share with its sign, with up to two decimals, from "${min}" to "${max}"`,
      form: "share",
    });
}
