import { z } from "zod";
import { type Alternatives, alternativesOf } from "./alternatives";
import { allowedBy, isRequired, longForm, unwrap } from "./expectation";
import { quoteAll } from "./problem";
import { stackFile } from "./schema/stack-file";

/** One key of the stack file, as its schema describes it. */
export interface KeyDescription {
  /** Keys on the way from the top: `<name>` is any key of a map, and `[]` behind a key any entry of its list. */
  readonly path: readonly string[];
  /** What the key means, in full sentences. */
  readonly description: string;
  /** What may stand there, as a phrase. */
  readonly allowed: string;
  /** The value when the key is absent: a phrase, or `required`. */
  readonly absent: string;
  /** What changing the value does to a running system; empty for a key that only holds others. */
  readonly change: string;
}

/** What a schema gives for an absent key, in the words of the stack file. */
function absentOf(outer: z.core.$ZodType): string {
  const { meta } = unwrap(outer);
  if (isRequired(outer)) {
    return "required";
  }
  if (meta.absent !== undefined) {
    return meta.absent;
  }
  const { default: value } = z.toJSONSchema(outer, { io: "input" });
  if (typeof value === "object") {
    return Object.keys(value ?? {}).length === 0 ? "the defaults below" : JSON.stringify(value);
  }
  return value === undefined ? "none" : JSON.stringify(value);
}

/** The keys of all forms of a map, each once for the forms in which it is the same. */
function describeAlternatives(
  { key, keySchema, all }: Alternatives,
  path: readonly string[],
): KeyDescription[] {
  const told = new Map<string, { described: KeyDescription; values: string[] }>();
  for (const { value, schema } of all) {
    const { [key]: _, ...others } = schema.shape;
    for (const described of describeBelow(z.strictObject(others), path)) {
      const same = JSON.stringify(described);
      const { values } = told.get(same) ?? { values: [] };
      told.set(same, { described, values: [...values, value] });
    }
  }
  const rows = [...told.values()].map(({ described, values }) =>
    values.length === all.length ? described : ofAlternatives(key, values, described),
  );
  return [...describe(keySchema, [...path, key]), ...rows];
}

function ofAlternatives(
  key: string,
  values: readonly string[],
  described: KeyDescription,
): KeyDescription {
  const { description } = described;
  return { ...described, description: `With ${key} ${quoteAll(values, "or")}. ${description}` };
}

function describeBelow(schema: z.core.$ZodType, path: readonly string[]): KeyDescription[] {
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return describeAlternatives(alternativesOf(schema), path);
  }
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, value]) => describe(value, [...path, key]));
  }
  const long = longForm(schema);
  if (long !== undefined) {
    return describeBelow(long, path);
  }
  if (schema instanceof z.ZodArray) {
    const below = describeBelow(unwrap(schema.element).schema, []);
    const entry = [...path.slice(0, -1), `${path.at(-1)}[]`];
    return below.map((described) => ({ ...described, path: [...entry, ...described.path] }));
  }
  return schema instanceof z.ZodRecord
    ? describeBelow(unwrap(schema.valueType).schema, [...path, "<name>"])
    : [];
}

function describe(outer: z.core.$ZodType, path: readonly string[]): KeyDescription[] {
  const { schema, meta } = unwrap(outer);
  const below = describeBelow(schema, path);
  const holdsOthers = below.length > 0 && !(schema instanceof z.ZodArray);
  const entries = schema instanceof z.ZodRecord || schema instanceof z.ZodArray;
  const own: KeyDescription = {
    path,
    description: meta.description ?? "",
    allowed: holdsOthers ? "a map" : allowedBy(outer),
    absent: entries && !isRequired(outer) ? (meta.absent ?? "empty") : absentOf(outer),
    change: meta.change ?? "",
  };
  return [own, ...below];
}

/** Every key of the stack file, each before those below it, in the order of the schema. */
export function describeKeys(): KeyDescription[] {
  return Object.entries(stackFile.shape).flatMap(([key, schema]) => describe(schema, [key]));
}
