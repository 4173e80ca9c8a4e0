import { nameWords } from "../endpoint/name-words";
import { readNaming } from "../endpoint/naming";

/** One value within a file. */
export interface Leaf {
  /** The keys and indexes that lead to it, the outermost first; none for a value without a name. */
  readonly keys: readonly (string | number)[];
  /** The line on which it stands, from 1; undefined where only keys tell. */
  readonly line?: number;
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

const NAME = /^[A-Za-z_][A-Za-z0-9_./-]{0,63}$/;

/** Words of settings beside the ones that speak of endpoints. */
const SETTINGS: ReadonlySet<string> = new Set(
  (
    "app application config configuration settings env environment environments default defaults production staging " +
    "development main service services spring profiles properties value values data options params read write backend " +
    "frontend web api http https grpc job worker name key"
  ).split(" "),
);

/**
 * Where a value stands, as a message may show it: `db.url`, `hosts[1]` or `line 3`. In a malformed value a part of a
 * credential can stand where a key should, so only what is spelt as a name is shown, and in a text that is no file by
 * its own name only what speaks of settings.
 */
export function shownPlace({ keys, line }: Leaf, isNamedFile: boolean): string | undefined {
  const isShown = (key: string) => NAME.test(key) && (isNamedFile || speaksOfSettings(key));
  const hides = keys.some((key) => typeof key === "string" && !isShown(key));
  if (line !== undefined && (hides || keys.length === 0)) {
    return `line ${line}`;
  }
  return keys.length === 0 ? undefined : shownPath(keys, isShown);
}

function shownPath(keys: Leaf["keys"], isShown: (key: string) => boolean): string {
  let path = "";
  for (const key of keys) {
    if (typeof key === "number") {
      path += `[${key}]`;
    } else {
      path += `${path === "" ? "" : "."}${isShown(key) ? key : "(hidden)"}`;
    }
  }
  return path;
}

function speaksOfSettings(key: string): boolean {
  const words = nameWords(key);
  return words.every((word) => SETTINGS.has(word) || readNaming([word]).role !== "other");
}

/** The words of a path of keys. */
export function pathWords(keys: readonly (string | number)[]): readonly string[] {
  return keys.flatMap((key) => (typeof key === "number" ? [] : nameWords(key)));
}
