import { isDeepStrictEqual } from "node:util";
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parse,
  parseDocument,
  type YAMLMap,
} from "yaml";

/** A text that is to stand at a place of a file. */
export interface Setting {
  /** The keys that lead to it, such as `["config", "holdfast:services", "api", "image"]`. */
  readonly path: readonly string[];
  readonly value: string;
  /** Key beside the last one of the path whose place the entry takes. */
  readonly insteadOf?: string;
}

/**
 * Puts texts into a file in YAML and leaves everything else as it is, character by character: comments, order, quotes
 * and blank lines. What is not there yet comes behind the last entry of the nearest map that is.
 *
 * @throws {Error} where that cannot be done without changing anything else.
 */
export function withSettings(text: string, settings: readonly Setting[]): string {
  const edited = settings.reduce(withSetting, text);
  const expected = settings.reduce<unknown>(
    (content, { path, value, insteadOf }) =>
      set(
        insteadOf === undefined ? content : without(content, beside(path, insteadOf)),
        path,
        value,
      ),
    parse(text),
  );
  if (isDeepStrictEqual(contentOf(edited), expected)) return edited;
  const lines = settings.map(({ path, value }) => `  ${path.slice(1).join(".")}: ${value}`);
  throw new Error(
    `The stack file is written in a way that cannot be edited without changing more. Write this yourself:\n${lines.join("\n")}`,
  );
}

/** Undefined for what is not YAML. */
function contentOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function withSetting(text: string, { path, value, insteadOf }: Setting): string {
  const document = parseDocument(text);
  if (insteadOf !== undefined) return withRenamed(text, document, { path, value, insteadOf });
  const node = document.getIn(path, true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    const quote = node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE";
    return text.slice(0, start) + written(value, quote) + text.slice(end);
  }
  for (let depth = path.length - 1; depth > 0; depth--) {
    const map = document.getIn(path.slice(0, depth), true);
    if (isMap(map)) return withEntry(text, map, path.slice(depth), value);
  }
  return text;
}

/** Writes another key and another value where an entry is. */
function withRenamed(
  text: string,
  document: Document.Parsed,
  { path, value, insteadOf }: Required<Setting>,
): string {
  const map = document.getIn(path.slice(0, -1), true);
  const pair = isMap(map)
    ? map.items.find(({ key }) => isScalar(key) && key.value === insteadOf)
    : undefined;
  const { key, value: old } = (pair ?? {}) as Partial<Pair<Node, Node | null>>;
  if (!key?.range || !isScalar(old) || !old.range) return text;
  const named = text.slice(0, key.range[0]) + path.at(-1) + text.slice(key.range[1], old.range[0]);
  return named + written(value) + text.slice(old.range[1]);
}

function beside(path: readonly string[], key: string): readonly string[] {
  return [...path.slice(0, -1), key];
}

function withEntry(text: string, map: YAMLMap, keys: readonly string[], value: string): string {
  if (map.flow) {
    const end = (map.range?.[1] ?? 0) - 1;
    const entry = keys.reduceRight(
      (inner, key, index) => `${key}: ${index === keys.length - 1 ? inner : `{ ${inner} }`}`,
      written(value),
    );
    const separator = map.items.length > 0 ? ", " : " ";
    return `${text.slice(0, end).trimEnd()}${separator}${entry} ${text.slice(end)}`;
  }
  const at = endOfLine(text, lastPosition(map));
  const first = map.items[0]?.key as Node | undefined;
  const start = first?.range?.[0] ?? 0;
  const indent = start - (text.lastIndexOf("\n", start - 1) + 1);
  const lines = keys.map((key, index) => {
    const end = index === keys.length - 1 ? ` ${written(value)}` : "";
    return `${" ".repeat(indent + 2 * index)}${key}:${end}`;
  });
  const before = text.slice(0, at);
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  return `${before}${gap}${lines.join("\n")}\n${text.slice(at)}`;
}

/** Where the last text of a node ends; behind it a comment may stand on the same line. */
function lastPosition(node: unknown): number {
  if (isMap(node) && !node.flow && node.items.length > 0) return lastPosition(node.items.at(-1));
  if (isPair(node)) {
    const { key, value } = node as Pair<Node, Node | null>;
    return Math.max(lastPosition(value), key.range?.[1] ?? 0);
  }
  return (node as Node | null)?.range?.[1] ?? 0;
}

/** The start of the next line; what ends with a line break, as a text of several lines does, is at one already. */
function endOfLine(text: string, position: number): number {
  if (text[position - 1] === "\n") return position;
  const end = text.indexOf("\n", position);
  return end < 0 ? text.length : end + 1;
}

function written(value: string, quote = false): string {
  const plain = !quote && /^[A-Za-z0-9][\w./:@-]*$/.test(value) && parse(value) === value;
  return plain ? value : JSON.stringify(value);
}

function without(content: unknown, path: readonly string[]): unknown {
  const [key = "", ...rest] = path;
  const { [key]: old, ...others } = (content ?? {}) as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [key]: without(old, rest) };
}

function set(content: unknown, path: readonly string[], value: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const map = (content ?? {}) as Record<string, unknown>;
  return { ...map, [key]: set(map[key], rest, value) };
}
