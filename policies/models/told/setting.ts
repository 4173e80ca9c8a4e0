import { decodeGuessed } from "../carrier/base64";
import { type Leaf, shownPlace } from "../carrier/leaf";
import { formatOf, isFile, readFile } from "../carrier/text";
import { nameWords } from "../endpoint/name-words";
import { shellCommands } from "../endpoint/shell";

/** One setting within a text: the text itself, or a value of the file that it is. */
export interface Setting {
  /** What names it, the outermost first, as written: the variable, the keys and indexes in a file, the flag. */
  readonly keys: readonly (string | number)[];
  /** The words of its name, the outermost first; see `nameWords`. */
  readonly name: readonly string[];
  /** Words of the file around it, which may tell the technology and nothing else. */
  readonly context: readonly string[];
  /** The texts beside it by the words of their names; see `Carrying.siblings`. */
  readonly siblings: ReadonlyMap<string, string | undefined>;
  /** The value. Never show it: it may hold a credential. */
  readonly text: string;
  /** Where in the carried text, as a message may show it; undefined when it is the whole text. */
  readonly at?: string;
}

/** What names a text, and what stands beside it. */
export type SettingName = Pick<Setting, "keys" | "siblings"> & {
  readonly context?: Setting["context"];
};

/** A file in a value of a file in an encoded value: enough for what people do, an end for what they should not. */
const MAX_NESTING = 4;

/**
 * Reads the settings in a text: itself, or the values of the JSON, YAML, XML, script or file of lines that it is, each
 * within each other and in base64.
 *
 * @param fileName The name of the variable, key or file, whose ending may tell the format.
 */
export function settingsIn(
  written: string,
  fileName: string,
  { keys, siblings, context = [] }: SettingName,
  nesting = 0,
): readonly Setting[] {
  const text = written.replace(/^\ufeff/, "").trim();
  if (nesting > MAX_NESTING || text === "") {
    return [];
  }
  const format = formatOf(fileName);
  const leaves = isFile(text, format) ? readFile(text, format, false) : undefined;
  if (leaves !== undefined) {
    const outer = format === undefined ? keys : [];
    const around = format === undefined ? context : [...context, ...nameWords(fileName)];
    return leaves.flatMap((leaf) =>
      inLeaf(leaf, { keys: outer, siblings, context: around }, format !== undefined, nesting),
    );
  }
  const decoded = decodeGuessed(text);
  return decoded === undefined
    ? [{ keys, name: wordsOf(keys), context, siblings, text }]
    : settingsIn(decoded, "", { keys, siblings, context }, nesting + 1);
}

function inLeaf(
  leaf: Leaf,
  outer: SettingName,
  isNamedFile: boolean,
  nesting: number,
): readonly Setting[] {
  if (leaf.isScript) {
    return shellCommands(leaf.text).flatMap((words) =>
      settingsInWords(words).map(({ word: _, ...setting }) => ({ ...setting, at: "a command" })),
    );
  }
  const keys = [...outer.keys, ...namingKeys(leaf)];
  const prefix = wordsOf(outer.keys);
  const siblings = new Map(
    [...leaf.siblings].map(([name, text]) => [[...prefix, name].join(" ").trim(), text] as const),
  );
  const place = shownPlace(leaf, isNamedFile);
  return settingsIn(leaf.text, "", { ...outer, keys, siblings }, nesting + 1).map((setting) => {
    const places = [place, setting.at].filter((each) => each !== undefined);
    return places.length === 0 ? setting : { ...setting, at: places.join(" at ") };
  });
}

/** The keys that lead to a value, unless it is named by an entry beside it, as in lists of `name` and `value`. */
function namingKeys({ keys, name }: Leaf): Leaf["keys"] {
  const isNamedBeside = keys.at(-1) === "value" && name.join(" ") !== wordsOf(keys).join(" ");
  return isNamedBeside ? name : keys;
}

/** A setting in a command, with the index of the word that holds its value. */
export interface CommandSetting extends Setting {
  readonly word: number;
}

/**
 * Reads the settings in the words of a command: behind flags (`--db-host=a`, `--db-host a`), in assignments
 * (`DB_HOST=a`) and as words of their own.
 *
 * @param words Undefined for a word that cannot be read now.
 */
export function settingsInWords(words: readonly (string | undefined)[]): readonly CommandSetting[] {
  const siblings = new Map<string, string>();
  const settings: CommandSetting[] = [];
  const add = (word: number, key: string, text: string) => {
    const keys = key === "" ? [] : [key];
    siblings.set(wordsOf(keys).join(" "), text);
    settings.push({ word, keys, name: wordsOf(keys), context: [], siblings, text });
  };
  for (const [index, word] of words.entries()) {
    if (word === undefined) {
      continue;
    }
    const [, assigned = "", value = ""] =
      /^(--?[A-Za-z][\w.-]*|[A-Za-z_][\w.-]*)=(.*)$/s.exec(word) ?? [];
    const next = words[index + 1];
    if (assigned !== "") {
      add(index, assigned.replace(/^-+(?:D(?=[a-z]))?/, ""), value);
    } else if (/^--[A-Za-z]/.test(word) && next !== undefined && !/^-[A-Za-z-]/.test(next)) {
      add(index + 1, word.replace(/^-+/, ""), next);
    } else if (!word.startsWith("-") && !/^--[A-Za-z]/.test(words[index - 1] ?? "")) {
      add(index, "", word);
    }
  }
  return settings;
}

/** The words of a path of keys. */
function wordsOf(keys: Setting["keys"]): readonly string[] {
  return keys.flatMap((key) => (typeof key === "number" ? [] : nameWords(key)));
}
