import { findScriptEndpoints } from "../endpoint/command-line";
import type { Endpoint } from "../endpoint/endpoint";
import { type Carrying, findEndpoints } from "../endpoint/find-endpoints";
import { nameWords } from "../endpoint/name-words";
import { readNaming } from "../endpoint/naming";
import { decodeGuessed } from "./base64";
import { type Leaf, shownPlace } from "./leaf";
import { readLines } from "./line-file";
import { readMarkup } from "./markup-file";
import { readJson, readYaml } from "./structured-file";

/** An endpoint that a text holds, be it the text itself, a file with it, or a file in a file. */
export interface FoundEndpoint {
  readonly endpoint: Endpoint;
  /** Where in the text, as a message may show it: `db.url`, `line 3`; undefined when the text is the endpoint. */
  readonly at?: string;
}

/** A file in a value of a file in an encoded value: enough for what people do, an end for what they should not. */
const MAX_NESTING = 4;

const COMMAND_NAME: ReadonlySet<string> = new Set(
  "args arguments opts options flags cmd command entrypoint script params".split(" "),
);

/** The format of a file of settings. */
export type Format = "json" | "yaml" | "lines" | "markup" | "script";

const FORMATS: Readonly<Record<string, Format>> = {
  json: "json",
  yaml: "yaml",
  yml: "yaml",
  xml: "markup",
  sh: "script",
  bash: "script",
  ...Object.fromEntries(
    "env ini properties props toml conf cfg cnf config hcl tf tfvars py rb js ts php txt"
      .split(" ")
      .map((extension) => [extension, "lines" as const]),
  ),
};

/**
 * Finds the endpoints in a text, and in the files that it may be: JSON, YAML, XML, scripts and files of lines, each
 * within each other and in base64.
 *
 * @param key The name of the variable, key or file, as written.
 */
export function findInText(
  written: string,
  key: string,
  carrying: Carrying = { name: nameWords(key) },
  nesting = 0,
): readonly FoundEndpoint[] {
  const text = written.replace(/^\ufeff/, "");
  if (nesting > MAX_NESTING || text.trim() === "") {
    return [];
  }
  const format = formatOf(key);
  const isList = format === undefined && readNaming(carrying.name).role === "target";
  const leaves = isFile(text, format) ? readFile(text, format, isList) : undefined;
  if (leaves !== undefined) {
    return leaves.flatMap((leaf) => findInLeaf(leaf, carrying, format !== undefined, nesting));
  }
  return findInValue(text.trim(), carrying, nesting);
}

function findInLeaf(
  leaf: Leaf,
  outer: Carrying,
  isNamedFile: boolean,
  nesting: number,
): readonly FoundEndpoint[] {
  if (leaf.isScript) {
    return findScriptEndpoints(leaf.text).map((endpoint) => ({ endpoint }));
  }
  const around = [...(outer.context ?? []), ...outer.name];
  const carrying: Carrying = isNamedFile
    ? { name: leaf.name, context: around, siblings: leaf.siblings }
    : {
        name: [...outer.name, ...leaf.name],
        context: outer.context,
        siblings: prefixed(leaf.siblings, outer.name),
      };
  const place = shownPlace(leaf, isNamedFile);
  return findInText(leaf.text, "", carrying, nesting + 1).map(({ endpoint, at }) => {
    const places = [place, at].filter((each) => each !== undefined);
    return places.length === 0 ? { endpoint } : { endpoint, at: places.join(" at ") };
  });
}

function prefixed(siblings: Leaf["siblings"], name: readonly string[]): Leaf["siblings"] {
  return new Map([...siblings].map(([key, text]) => [[...name, key].join(" "), text] as const));
}

function findInValue(text: string, carrying: Carrying, nesting: number): readonly FoundEndpoint[] {
  const found = findEndpoints(text, carrying);
  if (found.length > 0) {
    return found.map((endpoint) => ({ endpoint }));
  }
  if (COMMAND_NAME.has(carrying.name.at(-1) ?? "") || /^-{1,2}[A-Za-z]/.test(text)) {
    return findScriptEndpoints(text).map((endpoint) => ({ endpoint }));
  }
  const decoded = decodeGuessed(text);
  if (decoded !== undefined) {
    return findInText(decoded, "", carrying, nesting + 1);
  }
  return /^[A-Za-z_][\w.]*=\S*$/.test(text)
    ? readLines(text).flatMap((leaf) => findInLeaf(leaf, carrying, true, nesting))
    : [];
}

/** The format that the name of a file tells; undefined for a name that is none. */
export function formatOf(key: string): Format | undefined {
  const extension = /(?:^|\.)([a-z]{2,10})$/i.exec(key)?.[1]?.toLowerCase() ?? "";
  if (/^\.env\b/i.test(key)) {
    return "lines";
  }
  return key.includes(".") && Object.hasOwn(FORMATS, extension) ? FORMATS[extension] : undefined;
}

/** Tells whether a text is a file of settings, and not one value. */
export function isFile(text: string, format: Format | undefined): boolean {
  return format !== undefined || /\n\s*\S/.test(text.trimStart()) || /^\s*[[{]/.test(text);
}

/** Reads a file in its format, or in the one that it looks like; undefined for a value that only looks like a file. */
export function readFile(
  text: string,
  format: Format | undefined,
  isList: boolean,
): readonly Leaf[] | undefined {
  if (format === "script" || /^#!.*\b(?:ba|da|a|k|z)?sh\b/.test(text)) {
    return [{ keys: [], name: [], siblings: new Map(), text, isScript: true }];
  }
  if (format === "markup" || /^\s*<[?!A-Za-z]/.test(text)) {
    return readMarkup(text);
  }
  if (/^\s*[[{]/.test(text) && format !== "lines") {
    const isValue = format === undefined && !/\n/.test(text.trim());
    return readJson(text) ?? (isValue ? readFlow(text) : (readYaml(text) ?? readLines(text)));
  }
  const isYaml = format === "yaml" || (format !== "lines" && looksLikeYaml(text));
  return (isYaml ? readYaml(text) : undefined) ?? readLines(text, isList);
}

/** One line of YAML, such as `{host: localhost}`; an IPv6 address in brackets and a placeholder are none. */
function readFlow(text: string): readonly Leaf[] | undefined {
  const leaves = /^\s*(?:\[[0-9a-f:.%]+\](?::|\s*$)|\{\{)/i.test(text) ? undefined : readYaml(text);
  return leaves?.some((leaf) => leaf.text !== "") ? leaves : undefined;
}

/** The first line that is no comment is a key with a colon, or an entry of a list. */
function looksLikeYaml(text: string): boolean {
  const first = /^(?![ \t]*(?:#|$))[ \t]*(.*)$/m.exec(text)?.[1] ?? "";
  return /^(?:---|- |["']?[\w./-]+["']?\s*:(?:\s|$))/.test(first);
}
