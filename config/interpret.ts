import { z } from "zod";
import {
  type Alternative,
  alternativeFor,
  alternativesOf,
  keysOfOthers,
  writtenDiscriminator,
} from "./alternatives";
import { adviceFor, allowedBy, isRequired, longForm, unwrap } from "./expectation";
import { bare, nearest } from "./nearest";
import { formatPath, namesSecret, type Path, type Problem, quote, quoteAll, show } from "./problem";

/**
 * A value of which only what could be read is there. Reading goes on behind a problem, so that the
 * rules between facts can be tried on all that is well-formed and one run reports everything.
 */
export type Draft<T> = unknown extends T
  ? T
  : T extends string | number | boolean | { readonly text: string } | { readonly cidr: string }
    ? T
    : T extends readonly (infer Element)[]
      ? readonly Draft<Element>[]
      : { readonly [Key in keyof T]?: Draft<T[Key]> };

/** Where reading stands, and where it puts what it finds wrong. */
interface Reading {
  readonly path: Path;
  /** Whether the whole value came out of Pulumi's secrets. */
  readonly secret: boolean;
  readonly problems: Problem[];
}

function below(reading: Reading, segment: string | number): Reading {
  return { ...reading, path: [...reading.path, segment] };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object without a prototype, so that no key of a stack file can mean anything but itself. */
function emptyMap(): Record<string, unknown> {
  return Object.create(null);
}

function refuse(schema: z.core.$ZodType, value: unknown, reading: Reading): undefined {
  const hidden = reading.secret || unwrap(schema).meta.hidden === true || namesSecret(reading.path);
  reading.problems.push({
    path: formatPath(reading.path),
    found: show(value, hidden),
    allowed: allowedBy(schema),
    action: adviceFor(schema, value, hidden),
  });
}

/** What to do about a key that the schema says to be misplaced, however it is cased and separated. */
function insteadOf(key: string, instead: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(instead).find(([misplaced]) => bare(misplaced) === bare(key))?.[1];
}

/**
 * Tells which known key each written key means. A misspelt key stands for the nearest known one that
 * is not written itself: its value is then read as that one's, so that its problems show as well. A key
 * for which the schema says what to do instead stands for none.
 */
function matchKeys(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  instead: Readonly<Record<string, string>>,
  value: object,
  reading: Reading,
) {
  const known = Object.keys(shape);
  const written = Object.keys(value);
  const writtenAs = new Map(
    written.filter((key) => Object.hasOwn(shape, key)).map((key) => [key, key]),
  );
  for (const key of written) {
    if (writtenAs.has(key)) {
      continue;
    }
    const advice = insteadOf(key, instead);
    const near = advice === undefined ? nearest(key, known) : undefined;
    if (near !== undefined && !writtenAs.has(near)) {
      writtenAs.set(near, key);
    }
    reading.problems.push({
      path: formatPath([...reading.path, key]),
      found:
        advice === undefined
          ? `the unknown key ${quote(key)}`
          : `the key ${quote(key)}, which means nothing here`,
      allowed: known.length === 0 ? "no keys: {}" : `the keys ${quoteAll(known)}`,
      action: advice ?? (near === undefined ? "Remove it." : `Write ${quote(near)} instead.`),
    });
  }
  return writtenAs;
}

function readObject(
  schema: z.ZodObject,
  instead: Readonly<Record<string, string>>,
  value: unknown,
  reading: Reading,
): unknown {
  if (!isMap(value)) {
    return refuse(schema, value, reading);
  }
  const result = emptyMap();
  const writtenAs = matchKeys(schema.shape, instead, value, reading);
  for (const [key, valueSchema] of Object.entries(schema.shape)) {
    const as = writtenAs.get(key);
    const found = as === undefined ? undefined : value[as];
    result[key] = interpret(valueSchema, found, below(reading, as ?? key));
  }
  return result;
}

/** Reads a map that has one of several forms: as the one that it says, or nearly, or as the usual one. */
function readAlternatives(
  schema: z.ZodDiscriminatedUnion,
  instead: Readonly<Record<string, string>>,
  value: unknown,
  reading: Reading,
): unknown {
  if (!isMap(value)) {
    return refuse(schema, value, reading);
  }
  const alternatives = alternativesOf(schema);
  const written = writtenDiscriminator(alternatives, value);
  const said = written === undefined ? undefined : value[written];
  const isSaid = ({ value: word }: Alternative) => word === said;
  if (written !== undefined && said !== undefined && !alternatives.all.some(isSaid)) {
    refuse(alternatives.keySchema, said, below(reading, written));
  }
  const chosen = said === undefined ? alternatives.usual : alternativeFor(alternatives, said);
  if (chosen === undefined) {
    // Without the form nothing can be said of the other keys.
    return written === undefined || said === undefined
      ? refuse(alternatives.keySchema, undefined, below(reading, alternatives.key))
      : undefined;
  }
  const read = written === undefined ? value : { ...value, [written]: chosen.value };
  return readObject(
    chosen.schema,
    { ...instead, ...keysOfOthers(alternatives, chosen) },
    read,
    reading,
  );
}

function readRecord(schema: z.ZodRecord, value: unknown, reading: Reading): unknown {
  if (!isMap(value)) {
    return refuse(schema, value, reading);
  }
  const result = emptyMap();
  for (const [key, entry] of Object.entries(value)) {
    const at = below(reading, key);
    if (!z.safeParse(schema.keyType, key).success) {
      reading.problems.push({
        path: formatPath(at.path),
        found: `the name ${quote(key)}`,
        allowed: allowedBy(schema.keyType),
        action: "Rename it.",
      });
    }
    result[key] = interpret(schema.valueType, entry, at);
  }
  return result;
}

/**
 * Reads `value` by `schema` as far as it can be read, and adds a problem for each place that it can not.
 * Without a problem the result is what the schema's own parse gives.
 */
export function interpret(outer: z.core.$ZodType, value: unknown, reading: Reading): unknown {
  if (value === undefined && !isRequired(outer)) {
    return z.parse(outer, undefined);
  }
  const { schema, meta } = unwrap(outer);
  if (schema instanceof z.ZodObject) {
    return readObject(schema, meta.instead ?? {}, value, reading);
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return readAlternatives(schema, meta.instead ?? {}, value, reading);
  }
  if (schema instanceof z.ZodRecord) {
    return readRecord(schema, value, reading);
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry, index) => interpret(schema.element, entry, below(reading, index)));
  }
  const long = longForm(schema);
  if (long !== undefined && isMap(value)) {
    return interpret(long, value, reading);
  }
  const parsed = z.safeParse(schema, value);
  return parsed.success ? parsed.data : refuse(outer, value, reading);
}
