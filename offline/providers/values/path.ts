import { isObject, type Properties, revealed, Unknown, unmarked, type Value } from "./value";

/**
 * A place in a type's schema: names joined by dots. A list on the way stands for each of its elements, so
 * `template.containers.image` is the image of every container.
 */
export type SchemaPath = string;

/** A place in a value: names of properties and positions in lists, outermost first. */
export type Path = readonly (string | number)[];

/** A value found at a place. */
export interface Found {
  /** Where it is. */
  readonly path: Path;
  /** What is there. Never absent; it may be unknown or secret. */
  readonly value: Value;
}

/**
 * Finds every value at a place of the schema. Where an unknown value hides what is below it, that unknown value is
 * found in its stead.
 */
export function valuesAt(properties: Properties, path: SchemaPath): Found[] {
  return descend({ path: [], value: properties }, path.split("."));
}

function descend(from: Found, names: readonly string[]): Found[] {
  const value = unmarked(from.value);
  if (value === null) return [];
  if (value instanceof Unknown) return [{ path: from.path, value: from.value }];
  if (Array.isArray(value)) {
    if (names.length === 0) return [from];
    return value.flatMap((item, position) =>
      descend({ path: [...from.path, position], value: item }, names),
    );
  }
  const [name, ...rest] = names;
  if (name === undefined) return [from];
  if (!isObject(value)) return [];
  const next = value[name];
  return next === undefined ? [] : descend({ path: [...from.path, name], value: next }, rest);
}

/** The names on a path without the positions in lists, which is the place in the schema. */
export function schemaPathOf(path: Path): SchemaPath {
  return path.filter((step) => typeof step === "string").join(".");
}

/** Whether a place in the schema is another one or lies inside it. */
export function isWithin(path: SchemaPath, outer: SchemaPath): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}

/** Writes a path as the engine and people write it: `settings.databaseFlags[0].value`, `data["app.yaml"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(step)) return `${text}["${step.replaceAll('"', '\\"')}"]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}

/** A value for a message: quoted and short, or "(hidden)" where it is secret. */
export function shown(value: Value, hidden: boolean): string {
  if (hidden) return "(hidden)";
  const text = JSON.stringify(revealed(value));
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
