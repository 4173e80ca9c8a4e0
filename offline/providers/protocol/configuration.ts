import { compare } from "../values/compare";
import { type Properties, Secret, secret, type Value } from "../values/value";
import type { DiffResult } from "./provider";

/** Options that say which plugin to use, not what it is to do. */
const aboutThePlugin = ["version", "pluginDownloadURL"];

/** What differs between two configurations. Resources find out for themselves what it means to them. */
export function configurationChanges(before: Properties, after: Properties): DiffResult {
  const changes = compare(before, after);
  return {
    changes: changes.map((change) => ({ ...change, replaces: false })),
    deleteBeforeReplace: false,
  };
}

/** The options of a provider. The engine sends everything but texts as JSON in a text. */
export function configurationOptions(args: Properties): Properties {
  return Object.fromEntries(
    Object.entries(args)
      .filter(([name]) => !aboutThePlugin.includes(name))
      .map(([name, value]) => [name, parsed(value)]),
  );
}

function parsed(value: Value): Value {
  if (value instanceof Secret) return secret(parsed(value.value));
  if (typeof value !== "string" || !/^(\{|\[|true$|false$)/.test(value)) return value;
  try {
    return JSON.parse(value) as Value;
  } catch {
    return value;
  }
}
