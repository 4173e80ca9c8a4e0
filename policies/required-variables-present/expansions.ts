import { Place } from "../framework/place";
import { isKnown } from "../framework/value";
import { isScript } from "../models/endpoint/shell";
import type { Container, Workload } from "../models/workload/workload";

/** A place that names a variable. */
export interface NamedVariable {
  readonly name: string;
  /** Property path of the text that names it. */
  readonly path: string;
  /** Its place in the list, where it is the value of a variable: it sees only what stands before it. */
  readonly at?: number;
}

/** Names as people write them for variables: `$(date)` in a script is a command. */
const REFERENCE = /\$\$|\$\(([A-Z_][A-Z0-9_]*)\)/g;

/**
 * The variables that Kubernetes is to put in place of `$(NAME)`, in commands, arguments and values
 * (https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables). What is not set stays
 * as it is written; `$$(NAME)` is meant to.
 */
export function referencedVariables(
  container: Container,
  { platform }: Workload,
): readonly NamedVariable[] {
  if (platform !== "kubernetes") {
    return [];
  }
  const values = container.environment.flatMap(({ value, path }, at) =>
    typeof value === "string" ? namesIn(value).map((name) => ({ name, path, at })) : [],
  );
  const words = wordsOf(container).flatMap(({ text, path }) =>
    text === undefined ? [] : namesIn(text).map((name) => ({ name, path })),
  );
  return [...values, ...words];
}

function namesIn(text: string): readonly string[] {
  return [
    ...new Set(
      [...text.matchAll(REFERENCE)].flatMap(([, name]) => (name === undefined ? [] : name)),
    ),
  ];
}

/** `${NAME:?}` and `${NAME?}`, with which a shell ends if the variable is empty or missing, or missing alone. */
const DEMAND = /(?<!\\)\$\{([A-Za-z_]\w*)(:?)\?/g;

/** A variable without which the script of a container ends. */
export interface DemandedVariable extends NamedVariable {
  /** Whether it may be there and empty. */
  readonly mayBeEmpty: boolean;
}

/** The variables that a script demands by `${NAME:?}`, but for those that it sets itself. */
export function demandedVariables(container: Container): readonly DemandedVariable[] {
  const words = wordsOf(container);
  const texts = words.map(({ text }) => text);
  return words.flatMap(({ text, path }, index) => {
    if (text === undefined || !isScript(texts, index) || readsFiles(text)) {
      return [];
    }
    const script = withoutQuoted(text);
    const demands = [...script.matchAll(DEMAND)].map(([, name = "", colon]) => ({
      name,
      path,
      mayBeEmpty: colon === "",
    }));
    return demands.filter(({ name }) => !setsItself(script, name));
  });
}

/** What stands in single quotes, in a text whose end is quoted, or behind the sign of a comment is no variable. */
function withoutQuoted(script: string): string {
  const plain = script.replace(/<<-?\s*(?:'(\w+)'|"(\w+)")[^\n]*\n.*?\n\s*(?:\1\2)(?=\s|$)/gs, " ");
  return plain.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|(?:^|\s)#[^\n]*/gs, (part) =>
    part.startsWith('"') ? part : " ",
  );
}

/** A script that reads another may get variables from it. */
function readsFiles(script: string): boolean {
  return /(?:^|[;&|\n(]|\bthen|\bdo)\s*(?:\.|source|eval)\s/.test(script);
}

function setsItself(script: string, name: string): boolean {
  return new RegExp(
    String.raw`(?:^|[\s;&|(])(?:${name}=|for\s+${name}\b|(?:read|printf\s+-v|getopts|mapfile|readarray|select)\b[^;&|\n]*\b${name}\b)|\$\{${name}:?=`,
  ).test(script);
}

function wordsOf({ command, args, path }: Container) {
  return [command, args].flatMap((list, index) => {
    const key = index === 0 ? "command" : "args";
    return isKnown(list)
      ? (list ?? []).map((word, at) => ({
          text: isKnown(word) ? word : undefined,
          path: new Place(undefined, `${path}.${key}[${at}]`).path,
        }))
      : [];
  });
}
