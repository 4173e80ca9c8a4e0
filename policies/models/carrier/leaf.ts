import { nameWords } from "../endpoint/name-words";

/** One value within a file. */
export interface Leaf {
  /** Where it stands, as a message may show it: `db.url`, `hosts[1]` or `line 3`. */
  readonly at: string;
  /** The words of the keys that lead to it, the outermost first. */
  readonly name: readonly string[];
  /** The values beside it, by the words of their names; see `Carrying.siblings`. */
  readonly siblings: ReadonlyMap<string, string | undefined>;
  readonly text: string;
  /** Whether it is a line of a script. */
  readonly isScript?: boolean;
}

/** The most values that are read of one file; a file of settings has some hundreds. */
export const MAX_LEAVES = 20_000;

const SHOWABLE_KEY = /^[A-Za-z_][A-Za-z0-9_./-]{0,63}$/;

/**
 * A path of keys as a message may show it. In a malformed file a part of a value can stand where a key should, so only
 * what is spelt as a name is shown.
 */
export function shownPath(keys: readonly (string | number)[]): string {
  let path = "";
  for (const key of keys) {
    if (typeof key === "number") {
      path += `[${key}]`;
    } else {
      path += `${path === "" ? "" : "."}${SHOWABLE_KEY.test(key) ? key : "(hidden)"}`;
    }
  }
  return path;
}

/** The words of a path of keys. */
export function pathWords(keys: readonly (string | number)[]): readonly string[] {
  return keys.flatMap((key) => (typeof key === "number" ? [] : nameWords(key)));
}
