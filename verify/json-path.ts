/** A plain value of JSON. */
export type PlainValue = string | number | boolean;

/**
 * What stands at a place in a JSON document; `undefined` where nothing does.
 *
 * @param path Names and indexes behind `$`, such as `$.checks[0].state`.
 */
export function readJsonPath(document: unknown, path: string): unknown {
  let value = document;
  for (const [, name, index] of path.matchAll(/\.([A-Za-z_][A-Za-z0-9_-]*)|\[(\d+)\]/g)) {
    if (typeof value !== "object" || value === null) return undefined;
    const key = name ?? index ?? "";
    if (Array.isArray(value) !== (index !== undefined) || !Object.hasOwn(value, key)) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
