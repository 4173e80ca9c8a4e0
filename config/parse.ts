import type { StackConfiguration } from "./configuration";
import { type Draft, interpret } from "./interpret";
import { nearest } from "./nearest";
import { formatPath, type Problem, quote, quoteAll } from "./problem";
import { resolve } from "./resolve";
import { rules } from "./rules";
import { namespace, type StackFile, stackFile } from "./schema/stack-file";
import { type ReadFile, withServices } from "./services-file";
import { type WrittenFile, withStrayKeys } from "./stray-keys";

/** What is known of a stack beside its file's contents. */
export interface StackFacts {
  /** Name of the Pulumi stack. */
  readonly stack: string;
  /** The top keys whose value Pulumi keeps encrypted; none by default. */
  readonly secretKeys?: ReadonlySet<string>;
  /** Reads a file that the stack file names, beside it; by default there are none. */
  readonly readFile?: ReadFile;
  /** The stack file as it is written, where it can be read: `raw` has what Pulumi takes of it. */
  readonly written?: WrittenFile | undefined;
}

/** A configuration, or everything that is wrong with the file. */
export type ParseResult =
  | { readonly ok: true; readonly configuration: StackConfiguration }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Tells which of the schema's keys each key of the file means. Keys of other namespaces belong to
 * other programs, except those that stand where a key of the schema is absent and nearly is that key.
 */
function ownKeys(raw: Readonly<Record<string, unknown>>, problems: Problem[]): Map<string, string> {
  const known = Object.keys(stackFile.shape);
  const means = new Map(known.filter((key) => Object.hasOwn(raw, key)).map((key) => [key, key]));
  for (const key of Object.keys(raw).filter((written) => !means.has(written))) {
    const absent = known.filter((candidate) => !means.has(candidate));
    const own = key.startsWith(`${namespace}:`);
    const meant = nearest(key, absent);
    if (meant !== undefined) {
      means.set(meant, key);
    }
    if (own || meant !== undefined) {
      const near = meant ?? nearest(key, known);
      problems.push({
        path: formatPath([key]),
        found: `the unknown key ${quote(key)}`,
        allowed: `the keys ${quoteAll(known)}, and keys of other programs`,
        action: near === undefined ? "Remove it." : `Write ${quote(near)} instead.`,
      });
    }
  }
  return means;
}

/** Reads each key as far as it can be read. */
function readKeys(
  raw: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string>,
  problems: Problem[],
): Draft<StackFile> {
  const means = ownKeys(raw, problems);
  const file: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(stackFile.shape)) {
    const written = means.get(key) ?? key;
    const secret = secretKeys.has(written);
    file[key] = interpret(schema, raw[written], { path: [written], secret, problems });
  }
  return file as Draft<StackFile>;
}

/** Problems in the order of the schema's keys, then of the paths, each once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const ownName = (key: string) => key.replace(`${namespace}:`, "").replace(/[.[].*$/s, "");
  const tops = Object.keys(stackFile.shape).map(ownName);
  const rank = ({ path }: Problem) => tops.indexOf(ownName(path));
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...distinct.values()].sort(
    (one, other) =>
      rank(one) - rank(other) || (one.path < other.path ? -1 : Number(one.path > other.path)),
  );
}

/**
 * Reads a stack file: `raw` has the full keys, such as `holdfast:network`, with their values as data.
 * The result is the whole configuration, or every problem that the file has, at once.
 */
export function parseStackFile(
  raw: Readonly<Record<string, unknown>>,
  { stack, secretKeys = new Set(), readFile = () => undefined, written }: StackFacts,
): ParseResult {
  const ofFile: Problem[] = [];
  const read: Problem[] = [];
  const all = written === undefined ? raw : withStrayKeys(raw, written, ofFile);
  const file = readKeys(withServices(all, readFile, ofFile), secretKeys, read);
  const isOfFile = ({ path }: Problem) => ofFile.some((problem) => problem.path === path);
  const problems = [...ofFile, ...read.filter((problem) => !isOfFile(problem))];
  // What could not be read is no second problem for the rules, to which it looks absent.
  const unread = new Set(problems.map(({ path }) => path));
  const contradictions = rules.flatMap((rule) => rule({ file, stack, secretKeys, unread }));
  problems.push(...contradictions.filter(({ path }) => !unread.has(path)));
  return problems.length === 0
    ? { ok: true, configuration: resolve(file as StackFile, stack) }
    : { ok: false, problems: inOrder(problems) };
}
