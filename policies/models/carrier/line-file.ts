import { nameWords } from "../endpoint/name-words";
import { readNaming } from "../endpoint/naming";
import { type Leaf, MAX_LEAVES, pathWords } from "./leaf";

/** Directives of servers whose values are what the server connects to. */
const UPSTREAM_DIRECTIVES: ReadonlySet<string> = new Set(
  "server proxy_pass fastcgi_pass uwsgi_pass scgi_pass grpc_pass memcached_pass reverse_proxy proxypass replicaof slaveof".split(
    " ",
  ),
);

const ASSIGNMENT =
  /^(?:export\s+|set\s+|env\s+|ENV\s+|SetEnv\s+|local\s+|const\s+|let\s+|var\s+)?["']?([A-Za-z_][\w.\-[\]]*|\*)["']?\s*(=>|:=|\?=|=|:(?!\/\/|:))\s*(.*)$/s;
const DIRECTIVE = /^([A-Za-z_][\w.-]*)\s+(.+)$/s;

/** How many lines a value in brackets may go on for. */
const MAX_JOINED_LINES = 100;

/** One setting as a line says it. */
interface Setting {
  readonly line: number;
  readonly section: readonly string[];
  readonly key: string;
  readonly text: string;
  /** Whether the key and the value stand side by side without `=` and `:`. */
  readonly isDirective: boolean;
}

/**
 * Reads a file of settings line by line: `.env`, properties, INI, TOML and the like. Comments are left out, sections
 * become a part of the names.
 *
 * @param isList Whether the lines may be entries of a list, since the name of the text expects one.
 */
export function readLines(text: string, isList = false): readonly Leaf[] {
  const settings = readSettings(text, isList);
  const siblings = new Map<string, Map<string, string>>();
  for (const { section, key, text: value } of settings) {
    const beside = siblings.get(section.join(".")) ?? new Map<string, string>();
    beside.set(pathWords([...section, key]).join(" "), value);
    siblings.set(section.join("."), beside);
  }
  return settings.map((setting) => ({
    keys: setting.isDirective ? [] : [...setting.section, setting.key],
    line: setting.line,
    name: nameOf(setting),
    siblings: siblings.get(setting.section.join(".")) ?? new Map(),
    text: setting.text,
  }));
}

function nameOf({ section, key, isDirective }: Setting): readonly string[] {
  return isDirective && UPSTREAM_DIRECTIVES.has(key.toLowerCase())
    ? ["upstream"]
    : [...pathWords(section), ...nameWords(key)];
}

function readSettings(text: string, isList: boolean): readonly Setting[] {
  const settings: Setting[] = [];
  const lines = withoutBlockComments(text).split(/\r?\n/).map(withoutComment);
  let section: readonly string[] = [];
  for (let index = 0; index < lines.length && settings.length < MAX_LEAVES; index++) {
    const line = index + 1;
    const joined = joinedFrom(lines, index);
    index += joined.count - 1;
    const header = /^\[{1,2}\s*["']?([^\]"']{1,200})["']?\s*\]{1,2}/.exec(joined.text);
    if (header !== null) {
      section = (header[1] ?? "").split(".");
    } else {
      settings.push(
        ...readLine(joined.text, isList).map((setting) => ({ ...setting, line, section })),
      );
    }
  }
  return settings;
}

function withoutBlockComments(text: string): string {
  let kept = "";
  let position = 0;
  for (;;) {
    const start = text.indexOf("\n/*", position);
    const end = start < 0 ? -1 : text.indexOf("*/", start);
    if (end < 0) {
      return kept + text.slice(position);
    }
    kept += text.slice(position, start) + text.slice(start, end).replace(/[^\n]/g, "");
    position = end + 2;
  }
}

/** A line with the ones that it goes on in: behind a backslash, or until the brackets close that its value opens. */
function joinedFrom(
  lines: readonly string[],
  start: number,
): { readonly text: string; readonly count: number } {
  let text = lines[start] ?? "";
  let count = 1;
  while (text.endsWith("\\") && start + count < lines.length) {
    text = text.slice(0, -1) + (lines[start + count] ?? "");
    count += 1;
  }
  return /[=:]\s*[[{(]$/.test(text)
    ? bracketsFrom(lines, start + count, text, count)
    : { text, count };
}

/** The line alone, where its brackets do not close. */
function bracketsFrom(
  lines: readonly string[],
  next: number,
  text: string,
  count: number,
): { readonly text: string; readonly count: number } {
  const parts = [text];
  let depth = 1;
  for (const line of lines.slice(next, next + MAX_JOINED_LINES)) {
    parts.push(line);
    depth += line.split(/[[{(]/).length - line.split(/[\]})]/).length;
    if (depth <= 0) {
      return { text: parts.join(" "), count: count + parts.length - 1 };
    }
  }
  return { text, count };
}

/** Without a comment: a line that starts as one, or what follows white space and `#`, `;` or `//`, outside of quotes. */
function withoutComment(line: string): string {
  const trimmed = line.trim();
  if (/^(?:[#;!]|\/\/|--\s|<!--|rem\s)/i.test(trimmed)) {
    return "";
  }
  for (const { 0: part, index } of trimmed.matchAll(
    /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\s(?:#|;|\/\/)(?=\s|$)|\s#/g,
  )) {
    if (/^\s/.test(part)) {
      return trimmed.slice(0, index).trim();
    }
  }
  return trimmed;
}

function readLine(
  line: string,
  isList: boolean,
): readonly Pick<Setting, "key" | "text" | "isDirective">[] {
  const assignment = ASSIGNMENT.exec(line);
  if (assignment !== null) {
    const [, key = "", , value = ""] = assignment;
    const text = unquoted(value.replace(/[,;]\s*$/, ""));
    return inlineTable(key, text) ?? [{ key, text, isDirective: false }];
  }
  if (isList || STANDS_ALONE.test(line)) {
    return [{ key: "", text: line, isDirective: true }];
  }
  return line.split(/[{};]/).flatMap((statement) => readDirective(statement.trim()));
}

/** A line that is a connection string without a name: no page's address, which may be prose, or an address of Oracle. */
const STANDS_ALONE = /^(?!https?:|wss?:)[A-Za-z][\w+.-]{1,40}:\/\/\S+$|\(\s*HOST\s*=/;

/** Without quotes around it and with the escapes of properties, and those of double quotes, resolved. */
function unquoted(written: string): string {
  const value = written.replace(/\\u([0-9a-f]{4})/gi, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const double = /^"((?:[^"\\]|\\.)*)"$/s.exec(value)?.[1];
  return (
    double?.replace(/\\(["n])/g, (_whole, escaped) => (escaped === "n" ? "\n" : '"')) ??
    /^'([^']*)'$/.exec(value)?.[1] ??
    value
  );
}

/** A known directive with any values, or one word behind a key that speaks of hosts. */
function readDirective(
  statement: string,
): readonly Pick<Setting, "key" | "text" | "isDirective">[] {
  const [, key = "", text = ""] = DIRECTIVE.exec(statement) ?? [];
  const words = text.split(/\s+/);
  const isKnown = UPSTREAM_DIRECTIVES.has(key.toLowerCase());
  const speaks = readNaming(nameWords(key)).role !== "other";
  return isKnown || (words.length === 1 && speaks)
    ? words.map((word) => ({ key, text: word, isDirective: true }))
    : [];
}

/** `db = { host = "localhost", port = 5432 }`, as TOML writes a small table. */
function inlineTable(
  key: string,
  text: string,
): readonly Pick<Setting, "key" | "text" | "isDirective">[] | undefined {
  if (!/^\{\s*["']?[\w.-]+["']?\s*=/.test(text)) {
    return undefined;
  }
  const pairs = text.matchAll(/["']?([\w.-]{1,64})["']?\s*=\s*("[^"]*"|'[^']*'|[^\s,{}]+)/g);
  return [...pairs].map(([, name = "", value = ""]) => ({
    key: `${key}.${name}`,
    text: value,
    isDirective: false,
  }));
}
