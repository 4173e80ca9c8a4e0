import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
} from "yaml";
import { type Leaf, MAX_LEAVES, pathWords } from "./leaf";

type Path = readonly (string | number)[];

/** Plain data of a file, in which every scalar is the text that is written. */
type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>;

/** Deeper is no file of settings. */
const MAX_DEPTH = 64;

/** The most characters that are read as YAML, whose parser takes some seconds for a megabyte. */
const MAX_YAML_LENGTH = 512 * 1024;

/** Reads a JSON file; undefined when it is none. */
export function readJson(text: string): readonly Leaf[] | undefined {
  try {
    const budget = { nodes: MAX_LEAVES };
    return leavesOf(fromJson(JSON.parse(text), 0, budget), []);
  } catch {
    return undefined;
  }
}

/** Reads a YAML file of one or more documents; undefined when it has an error or is a single text. */
export function readYaml(text: string): readonly Leaf[] | undefined {
  if (text.length > MAX_YAML_LENGTH || isTooDeep(text)) {
    return undefined;
  }
  const documents = parseYaml(text);
  if (documents === undefined || documents.some(({ errors }) => errors.length > 0)) {
    return undefined;
  }
  const budget = { nodes: MAX_LEAVES };
  const trees = documents.map(({ contents }) => fromYaml(contents, new Map(), 0, budget));
  return trees.every((tree) => typeof tree === "string")
    ? undefined
    : trees.flatMap((tree) => leavesOf(tree, []));
}

/**
 * Tells whether the parser would recurse deeper than any file of settings does; it ends the process when it runs out of
 * stack. Brackets within quotes count as well.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(/[[{]|[\]}]|\n {256}|(?:[-?:][ \t]+){64}/g)) {
    if (token.length > 1) {
      return true;
    }
    depth = /[[{]/.test(token) ? depth + 1 : Math.max(0, depth - 1);
    if (depth > MAX_DEPTH) {
      return true;
    }
  }
  return false;
}

/** With the schema `failsafe` every scalar stays a text: `0x7f000001` and `yes` are no number and no boolean. */
function parseYaml(text: string): readonly Document[] | undefined {
  try {
    const documents = parseAllDocuments(text, {
      schema: "failsafe",
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "silent",
    });
    return Array.isArray(documents) ? documents : undefined;
  } catch {
    return undefined;
  }
}

interface Budget {
  nodes: number;
}

function isSpent(depth: number, budget: Budget): boolean {
  budget.nodes -= 1;
  return depth > MAX_DEPTH || budget.nodes < 0;
}

function fromJson(value: unknown, depth: number, budget: Budget): Tree {
  if (isSpent(depth, budget) || value === null || typeof value !== "object") {
    return value === null || typeof value === "object" ? "" : String(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => fromJson(item, depth + 1, budget));
  }
  return new Map(
    Object.entries(value).map(([key, item]) => [key, fromJson(item, depth + 1, budget)] as const),
  );
}

/** @param anchors The nodes so far that an alias may name. */
function fromYaml(
  node: Node | null | undefined,
  anchors: Map<string, Node>,
  depth: number,
  budget: Budget,
): Tree {
  if (isSpent(depth, budget)) {
    return "";
  }
  if (isAlias(node)) {
    return fromYaml(anchors.get(node.source), anchors, depth + 1, budget);
  }
  if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
    anchors.set(node.anchor, node);
  }
  if (isSeq<Node>(node)) {
    return node.items.map((item) => fromYaml(item, anchors, depth + 1, budget));
  }
  if (isMap<Node, Node>(node)) {
    return new Map(
      node.items.map(
        ({ key, value }) =>
          [
            isScalar(key) ? String(key.value) : "",
            fromYaml(value, anchors, depth + 1, budget),
          ] as const,
      ),
    );
  }
  return isScalar(node) ? String(node.value ?? "") : "";
}

function leavesOf(tree: Tree, path: Path): readonly Leaf[] {
  if (typeof tree === "string") {
    return [leaf(path, pathWords(path), tree, new Map())];
  }
  if (tree instanceof Map) {
    return leavesOfMap(tree, path);
  }
  return (tree as readonly Tree[]).flatMap((item, index) => leavesOf(item, [...path, index]));
}

/** A map of `name` and `value`, as lists of variables are written, is one value with that name. */
function leavesOfMap(map: ReadonlyMap<string, Tree>, path: Path): readonly Leaf[] {
  const siblings = siblingsOf(map, path);
  const name = map.get("name") ?? map.get("key");
  return [...map].flatMap(([key, value]) => {
    const below = [...path, key];
    if (typeof value !== "string") {
      return leavesOf(value, below);
    }
    const words =
      key === "value" && typeof name === "string" ? pathWords([name]) : pathWords(below);
    return [leaf(below, words, value, siblings)];
  });
}

function siblingsOf(map: ReadonlyMap<string, Tree>, path: Path): ReadonlyMap<string, string> {
  const siblings = new Map<string, string>();
  for (const [key, value] of map) {
    if (typeof value === "string") {
      siblings.set(pathWords([...path, key]).join(" "), value);
    }
  }
  return siblings;
}

function leaf(path: Path, name: readonly string[], text: string, siblings: Leaf["siblings"]): Leaf {
  return { keys: path, name, siblings, text };
}
