import { z } from "zod";
import { allowedBy, isRequired, unwrap } from "./expectation";
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

function describeBelow(schema: z.core.$ZodType, path: readonly string[]): KeyDescription[] {
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, value]) => describe(value, [...path, key]));
  }
  if (schema instanceof z.ZodArray && unwrap(schema.element).schema instanceof z.ZodObject) {
    return describeBelow(unwrap(schema.element).schema, [...path.slice(0, -1), `${path.at(-1)}[]`]);
  }
  return schema instanceof z.ZodRecord && unwrap(schema.valueType).schema instanceof z.ZodObject
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
