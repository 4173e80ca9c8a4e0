import { z } from "zod";
import { nearest } from "./nearest";
import { quote, quoteAll } from "./problem";
import { parseDuration } from "./schema/duration";
import { parseMemory } from "./schema/memory";
import { parseRange } from "./schema/range";
import { isDateOfYaml } from "./schema/value";

/** A schema without its wrappers for absence, and all that its metadata says. */
export interface Unwrapped {
  readonly schema: z.core.$ZodType;
  readonly meta: z.GlobalMeta;
}

/** Takes off `optional`, `default` and `prefault`; the metadata of an outer layer wins. */
export function unwrap(schema: z.core.$ZodType): Unwrapped {
  const meta = z.globalRegistry.get(schema) ?? {};
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    const inner = unwrap(schema.unwrap());
    return { schema: inner.schema, meta: { ...inner.meta, ...meta } };
  }
  return { schema, meta };
}

/** Whether a key with this schema must be written. */
export function isRequired(schema: z.core.$ZodType): boolean {
  return !(
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  );
}

/** The map that a value may also be, where the schema has a short form beside it. */
export function longForm(schema: z.core.$ZodType): z.ZodObject | undefined {
  return schema instanceof z.ZodUnion
    ? schema.options.find((option) => option instanceof z.ZodObject)
    : undefined;
}

/** Whether a schema is one of maps: with fixed keys, in several forms, or with any names. */
function isMapSchema(schema: z.core.$ZodType): boolean {
  return [z.ZodObject, z.ZodDiscriminatedUnion, z.ZodRecord].some((kind) => schema instanceof kind);
}

/** The keys of an object's schema that must be written. */
function requiredKeys(schema: z.ZodObject): string[] {
  return Object.keys(schema.shape).filter((key) => isRequired(schema.shape[key]));
}

function allowedKeys(schema: z.ZodObject): string {
  const required = requiredKeys(schema);
  const others = Object.keys(schema.shape).filter((key) => !required.includes(key));
  const parts = [
    ...(required.length === 0 ? [] : [`with ${quoteAll(required)}`]),
    ...(others.length === 0 ? [] : [`which may have ${quoteAll(others)}`]),
  ];
  return parts.length === 0 ? "{}" : `a map ${parts.join(", ")}`;
}

function hasSettings(schema: z.core.$ZodType): boolean {
  return schema instanceof z.ZodObject
    ? Object.keys(schema.shape).length > 0
    : schema instanceof z.ZodDiscriminatedUnion;
}

/** What a schema allows, as a phrase that follows "Allowed: ". */
export function allowedBy(outer: z.core.$ZodType): string {
  const { schema, meta } = unwrap(outer);
  if (meta.allowed !== undefined) {
    return meta.allowed;
  }
  if (schema instanceof z.ZodObject) {
    return allowedKeys(schema);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return `a map whose keys depend on ${quote(schema.def.discriminator)}`;
  }
  if (schema instanceof z.ZodRecord) {
    const entry = unwrap(schema.valueType);
    return hasSettings(entry.schema)
      ? "a map from a name to its settings"
      : `a map whose keys are each ${allowedBy(schema.keyType)}, and values ${allowedBy(schema.valueType)}`;
  }
  if (schema instanceof z.ZodArray) {
    return `a list in which each entry is ${allowedBy(schema.element)}`;
  }
  if (schema instanceof z.ZodEnum) {
    return quoteAll(schema.options.map(String), "or");
  }
  return schema instanceof z.ZodBoolean ? "true or false" : "a text";
}

/** Words that people write for a switch, and what they mean by them. */
const switchWords: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["no", false],
  ["off", false],
]);

function adviceForText(
  schema: z.core.$ZodType,
  found: unknown,
  hidden: boolean,
  meta: z.GlobalMeta,
): string {
  if (meta.form !== undefined) {
    return hidden ? "Write one that is allowed." : adviceForForm(schema, found, meta.form);
  }
  if (typeof found === "string" && isDateOfYaml(found)) {
    return "Put it in quotes, as it is meant: without them YAML reads a date.";
  }
  if (String(found) === "false" && !isRequired(schema)) {
    return "Remove the key.";
  }
  const isScalar = typeof found === "number" || typeof found === "boolean";
  if (isScalar && z.safeParse(schema, String(found)).success) {
    // A number has lost what was written: 1.10 and 1.1 are the same one.
    return hidden || (typeof found === "number" && !Number.isInteger(found))
      ? "Put it in quotes, as it is meant."
      : `Write ${quote(String(found))}, in quotes.`;
  }
  return "Write one that is allowed.";
}

/** A number and what people write behind it, in lower case and without the zeros before it. */
function amountIn(found: unknown): { count: string; unit: string } | undefined {
  const [, count, unit] =
    /^0*([1-9][0-9]{0,8}) ?([a-z]{0,7})$/.exec(String(found).toLowerCase()) ?? [];
  return count === undefined || unit === undefined ? undefined : { count, unit };
}

/** What each unit of the stack file is called, and how else people write it. */
const unitsOf = {
  duration: [
    { unit: "s", name: "seconds", also: /^(s|secs?|seconds?)?$/ },
    { unit: "m", name: "minutes", also: /^(m|mins?|minutes?)$/ },
    { unit: "h", name: "hours", also: /^(h|hrs?|hours?)$/ },
    { unit: "d", name: "days", also: /^(d|days?)$/ },
  ],
  latency: [
    { unit: "ms", name: "milliseconds", also: /^(ms|msecs?|millis)?$/ },
    { unit: "s", name: "seconds", also: /^(s|secs?|seconds?)?$/ },
  ],
  memory: [
    { unit: "Gi", name: "gibibytes", also: /^(g|gi|gb|gib)?$/ },
    { unit: "Mi", name: "mebibytes", also: /^(m|mi|mb|mib)?$/ },
    { unit: "Ti", name: "tebibytes", also: /^(t|ti|tb|tib)$/ },
  ],
} as const;

/** What tells a number with a unit that is out of bounds from anything else, and one that is allowed. */
const notations = {
  duration: { isWellFormed: (text: string) => parseDuration(text) !== undefined, example: "35s" },
  latency: { isWellFormed: (text: string) => /^[0-9]+(ms|s)$/.test(text), example: "500ms" },
  memory: { isWellFormed: (text: string) => parseMemory(text) !== undefined, example: "2Gi" },
};

function adviceForForm(
  schema: z.core.$ZodType,
  found: unknown,
  form: NonNullable<z.GlobalMeta["form"]>,
): string {
  if (form === "range") {
    return adviceForRange(found);
  }
  if (form === "share") {
    return adviceForShare(schema, found);
  }
  const amount = amountIn(found);
  const meant = unitsOf[form].find(
    ({ unit, also }) =>
      amount !== undefined &&
      also.test(amount.unit) &&
      z.safeParse(schema, `${amount.count}${unit}`).success,
  );
  if (amount !== undefined && meant !== undefined) {
    return `Write "${amount.count}${meant.unit}" if ${meant.name} are meant.`;
  }
  const { isWellFormed, example } = notations[form];
  return isWellFormed(String(found))
    ? "Write one that is allowed."
    : `Write it as a number and one unit, such as ${quote(example)}.`;
}

/** A share in the notation of the stack file, for what people write as a number: percent, or a part of 1. */
function adviceForShare(schema: z.core.$ZodType, found: unknown): string {
  const [, number] = /^([0-9]{1,3}(?:\.[0-9]{1,4})?) ?%?$/.exec(String(found)) ?? [];
  const meant = (number === undefined ? [] : [Number(number), Number(`${number}e2`)])
    .map((percent) => `${percent}%`)
    .filter((share) => z.safeParse(schema, share).success);
  return meant.length === 0
    ? "Write one that is allowed."
    : `Write ${quoteAll(meant, "or")}${meant.length === 1 ? "" : ", as it is meant"}.`;
}

function adviceForRange(found: unknown): string {
  const range = typeof found === "string" ? parseRange(found) : undefined;
  return range === undefined || range.cidr === found
    ? "Write another range."
    : `Write "${range.cidr}", the range in which that address lies.`;
}

function adviceForNumber(found: unknown, hidden: boolean): string {
  const digits = typeof found === "string" ? found.replaceAll("_", "") : "";
  if (/^-?[0-9]{1,12}(\.[0-9]+)?$/.test(digits)) {
    return hidden ? "Write it without quotes." : `Write ${digits} as a number, without quotes.`;
  }
  const millis = typeof found === "string" ? /^([0-9]{1,6})m$/.exec(found)?.[1] : undefined;
  return millis === undefined
    ? "Write a number that is allowed."
    : `Write ${Number(millis) / 1000} if thousandths are meant.`;
}

/** What to do about `found`, which `outer` does not allow: one full sentence that shows nothing hidden. */
export function adviceFor(outer: z.core.$ZodType, found: unknown, hidden: boolean): string {
  const { schema, meta } = unwrap(outer);
  if (found === undefined) {
    return "Add it.";
  }
  if (isMapSchema(schema)) {
    const mayBeEmpty =
      schema instanceof z.ZodRecord ||
      (schema instanceof z.ZodObject && requiredKeys(schema).length === 0);
    return found === null
      ? `Write its keys below it${mayBeEmpty ? ", or {} for a map without entries" : ""}.`
      : "Write a map here: a key and a colon for each entry, without hyphens.";
  }
  if (found === null) {
    return isRequired(outer) ? "Give it a value." : "Give it a value or remove the key.";
  }
  if (schema instanceof z.ZodArray) {
    return "Write a list here: a hyphen before each entry.";
  }
  if (typeof found === "object") {
    return "Write a single value here.";
  }
  if (schema instanceof z.ZodEnum) {
    const meant = hidden ? undefined : nearest(String(found), schema.options.map(String));
    return meant === undefined ? "Write one of these." : `Write ${quote(meant)}.`;
  }
  if (schema instanceof z.ZodBoolean) {
    const meant = switchWords.get(String(found).toLowerCase());
    return `Write ${meant === undefined ? "true or false" : meant}, without quotes.`;
  }
  const wantsNumber =
    longForm(schema) === undefined &&
    [z.ZodNumber, z.ZodLiteral, z.ZodUnion].some((kind) => schema instanceof kind);
  return wantsNumber ? adviceForNumber(found, hidden) : adviceForText(outer, found, hidden, meta);
}
