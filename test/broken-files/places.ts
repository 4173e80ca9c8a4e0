import { z } from "zod";
import { alternativeFor, alternativesOf } from "../../config/alternatives";
import { isRequired, unwrap } from "../../config/expectation";
import { stackFile } from "../../config/schema/stack-file";
import type { Raw } from "../../config/stack-file.fixture";

/** One value of a stack file, and what the schema says of its place. */
export interface Place {
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** The schema of the value, without what it says of absence. */
  readonly schema: z.core.$ZodType;
  /** Whether the schema knows the key by its name, and does not leave it to the file. */
  readonly isKey: boolean;
  /** Whether the file is refused without it. */
  readonly required: boolean;
}

function isMap(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ofKeys(shape: Raw, value: Raw, path: Place["path"]): Place[] {
  return Object.entries(value).flatMap(([key, entry]) => {
    const schema = shape[key];
    return schema === undefined
      ? []
      : placesOf(schema, entry, [...path, key], { isKey: true, required: isRequired(schema) });
  });
}

function below(schema: z.core.$ZodType, value: unknown, path: Place["path"]): Place[] {
  const isEntry = { isKey: false, required: false };
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.flatMap((entry, index) =>
      placesOf(schema.element, entry, [...path, index], isEntry),
    );
  }
  if (!isMap(value)) {
    return [];
  }
  if (schema instanceof z.ZodRecord) {
    return Object.entries(value).flatMap(([name, entry]) =>
      placesOf(schema.valueType, entry, [...path, name], isEntry),
    );
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const alternatives = alternativesOf(schema);
    const said = value[alternatives.key];
    const chosen =
      said === undefined ? alternatives.usual : alternativeFor(alternatives, said as string);
    return chosen === undefined ? [] : ofKeys(chosen.schema.shape, value, path);
  }
  return schema instanceof z.ZodObject ? ofKeys(schema.shape, value, path) : [];
}

function placesOf(
  outer: z.core.$ZodType,
  value: unknown,
  path: Place["path"],
  found: Pick<Place, "isKey" | "required">,
): Place[] {
  const { schema } = unwrap(outer);
  return [{ path, value, schema, ...found }, ...below(schema, value, path)];
}

/** Every value of a stack file that the schema knows, the outer ones before those within. */
export function placesIn(file: Raw): Place[] {
  return ofKeys(stackFile.shape, file, []);
}
