import { z } from "zod";

declare module "zod" {
  interface GlobalMeta {
    /** What may stand here, as a phrase that follows "Allowed: ". Derived from the type where it is absent. */
    allowed?: string;
    /** What changing the value does to a running system, in full sentences. */
    change?: string;
    /** The notation of a text, for advice on how to write it. */
    form?: "duration" | "latency" | "memory" | "range" | "share";
    /** Whether the value may be a secret, or be mistaken for the place of one: messages do not show it. */
    hidden?: boolean;
    /** Whether Pulumi's `secure:` may stand here. */
    secure?: boolean;
    /** What the value is when the key is absent, where a schema's own default cannot say it. */
    absent?: string;
    /**
     * Of a map with fixed keys: keys that people write into it and that mean nothing there, each with what to
     * do instead, as a full sentence. Case and separators make no difference.
     */
    instead?: Readonly<Record<string, string>>;
    /** Of alternatives told apart by one key: what that key means, and what changing it does. */
    discriminator?: { readonly description: string; readonly change: string };
  }
}

/** The schema of a whole number between `min` and `max`, both allowed; `unit` as in `"connections"`. */
export function wholeNumber(min: number, max: number, unit?: string) {
  const of = unit === undefined ? "" : ` of ${unit}`;
  return z
    .int()
    .min(min)
    .max(max)
    .meta({ allowed: `a whole number${of} from ${min} to ${max}` });
}

/** The schema of a text that has `form`; `allowed` says the same in words. */
export function text(form: RegExp, allowed: string) {
  return z.string().regex(form).meta({ allowed });
}

/** The schema of one of a few words. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]) {
  return z.enum(words);
}

/** The name of an entry in a map of the stack file. Google's names for most things have this form. */
export const entryName = text(
  /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
  "a name of 2 to 63 lower-case letters, digits and hyphens that starts with a letter and does not end with a hyphen",
);

/** The name of an environment variable: a C identifier, which is what Cloud Run takes. */
export const variableName = text(
  /^[A-Za-z_][A-Za-z0-9_]{0,254}$/,
  "a name of letters, digits and underscores that does not start with a digit",
);

/** Why something is as it is: what people read who did not decide it. */
export const reason = text(
  /^(?!false$)\S(?=.{4,299}$).*\S$/,
  "a reason of 5 to 300 characters on one line",
);

/** Whether a text is what Pulumi makes of a date without quotes, such as `2026-11-30`: "2026-11-30 00:00:00 +0000 UTC". */
export function isDateOfYaml(text: string): boolean {
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,18} [+-][0-9]{4} (UTC|[+-][0-9]{4})$/.test(text);
}

/** An absolute HTTP path. */
export const httpPath = text(
  /^\/[\x21-\x7e]{0,1023}$/,
  'a path that starts with "/", such as "/health"',
);
