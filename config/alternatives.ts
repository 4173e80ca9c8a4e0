import { z } from "zod";
import { isRequired, unwrap } from "./expectation";
import { nearest } from "./nearest";

/** One of several forms that a map may have. */
export interface Alternative {
  /** What the discriminator says of this form. */
  readonly value: string;
  /** The map of this form, the discriminator among its keys. */
  readonly schema: z.ZodObject;
}

/** The forms that a map may have, told apart by what stands under one key. */
export interface Alternatives {
  /** The key that tells them apart. */
  readonly key: string;
  /** What may stand under the key. */
  readonly keySchema: z.core.$ZodType;
  /** The forms, in the order of the schema. */
  readonly all: readonly Alternative[];
  /** The form that is meant where the key is absent. Absent: the key must be written. */
  readonly usual?: Alternative;
}

/** The alternatives of a schema that has them. */
export function alternativesOf(schema: z.ZodDiscriminatedUnion): Alternatives {
  const key = schema.def.discriminator;
  const all = schema.options.map((option): Alternative => {
    const { schema: literal } = unwrap(shapeOf(option)[key] ?? option);
    if (!(option instanceof z.ZodObject) || !(literal instanceof z.ZodLiteral)) {
      throw new Error(`An alternative is not told apart by "${key}".`);
    }
    return { value: String(literal.value), schema: option };
  });
  const usual = all.find((alternative) => !isRequired(shapeOf(alternative.schema)[key] ?? schema));
  const words = z.enum(all.map(({ value }) => value));
  const keySchema = (usual === undefined ? words : words.default(usual.value)).meta({
    ...z.globalRegistry.get(schema)?.discriminator,
  });
  return { key, keySchema, all, usual };
}

function shapeOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  return schema instanceof z.ZodObject ? schema.shape : {};
}

/** Every key of every alternative, each once. */
function allKeys({ all }: Alternatives): string[] {
  return [...new Set(all.flatMap(({ schema }) => Object.keys(schema.shape)))];
}

/** The key of `value` that tells the alternatives apart, as it is written; `undefined` where none does. */
export function writtenDiscriminator(
  alternatives: Alternatives,
  value: object,
): string | undefined {
  const { key } = alternatives;
  if (Object.hasOwn(value, key)) {
    return key;
  }
  const known = allKeys(alternatives);
  return Object.keys(value).find(
    (written) => !known.includes(written) && nearest(written, known) === key,
  );
}

/** The alternative of which the discriminator says `value`, or nearly. */
export function alternativeFor({ all }: Alternatives, value: unknown): Alternative | undefined {
  const meant = nearest(
    String(value),
    all.map((alternative) => alternative.value),
  );
  return all.find((alternative) => alternative.value === meant);
}

/** What to do about each key that only other alternatives than `chosen` have. */
export function keysOfOthers(
  { key, all }: Alternatives,
  chosen: Alternative,
): Readonly<Record<string, string>> {
  const others: Record<string, string> = Object.create(null);
  for (const name of allKeys({ key, all, keySchema: chosen.schema })) {
    const having = all.filter(({ schema }) => Object.hasOwn(schema.shape, name));
    if (!having.includes(chosen)) {
      const values = having.map(({ value }) => `"${value}"`).join(" or ");
      others[name] = `Remove it, or set ${key} to ${values}, to which it belongs.`;
    }
  }
  return others;
}
