import { shellCommands } from "../endpoint/shell";
import { type Interpreter, interpreterOf } from "./interpreters";
import { unwrap } from "./wrappers";

/** A word of a command; undefined for one that cannot be read now. */
export type Word = string | undefined;

/** What a command starts. */
export type Start =
  | { readonly kind: "something" }
  /** There is no command at all. */
  | { readonly kind: "nothing" }
  /** An interpreter or a shell that is given nothing to run: it reads its standard input, which is empty, and ends. */
  | { readonly kind: "bare"; readonly program: string }
  /** The words that decide it cannot be read now. */
  | { readonly kind: "unknown" };

const SOMETHING: Start = { kind: "something" };
const UNKNOWN: Start = { kind: "unknown" };

/** A script that does no more than name a program with plain words: no operators, redirections or variables. */
const PLAIN_SCRIPT = /^[\w\s./:=+@%,'"-]*$/;

/** Commands within commands, such as a shell's script in a shell's script, that are looked into. */
const MAX_DEPTH = 8;

/**
 * Tells what a command starts, past what only starts another program (`tini`, `env`, `exec`, `docker-entrypoint.sh`).
 * What is not known for an interpreter or a shell is taken for a program.
 */
export function startOf(words: readonly Word[], depth = 0): Start {
  const [first, ...rest] = words;
  if (words.length === 0) return { kind: "nothing" };
  if (first === undefined) return UNKNOWN;
  if (first.trim() === "") return { kind: "nothing" };
  if (depth === MAX_DEPTH) return SOMETHING;
  const program = programName(first);
  const inner = unwrap(program, rest);
  if (inner === "unknown") return UNKNOWN;
  if (inner !== undefined) {
    return inner.words.length === 0 && inner.mayStandAlone
      ? SOMETHING
      : startOf(inner.words, depth + 1);
  }
  const interpreter = interpreterOf(program);
  return interpreter === undefined ? SOMETHING : given(interpreter, program, rest, depth);
}

/** The last part of a path, without the ending that programs have on Windows. */
function programName(word: string): string {
  return word
    .slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("\\")) + 1)
    .replace(/\.exe$/i, "");
}

/** What an interpreter is given to run by its arguments. */
function given(
  interpreter: Interpreter,
  program: string,
  words: readonly Word[],
  depth: number,
): Start {
  const bare: Start = { kind: "bare", program };
  if (interpreter.options === undefined) {
    const [only] = words;
    if (words.length === 0) return bare;
    if (only === undefined) return UNKNOWN;
    return words.length === 1 && only === interpreter.repl ? bare : SOMETHING;
  }
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) return UNKNOWN;
    if (word === "--") return operand(words[index + 1], index + 1 < words.length, bare);
    if (word === "-") return bare;
    if (!/^[-+]./.test(word)) {
      if (word.trim() === "") continue;
      return SOMETHING;
    }
    const option = interpreter.options(word);
    switch (option.kind) {
      case "starts":
        return SOMETHING;
      case "stdin":
        return bare;
      case "program": {
        const value = option.value ?? words[index + 1];
        const isThere = option.value !== undefined || index + 1 < words.length;
        return operand(value, isThere, bare);
      }
      case "script":
        return script(words.slice(index + 1), bare, depth);
      case "value":
        index += 1;
        break;
      default:
    }
  }
  return bare;
}

/** What a word that names a program, or is one, comes to. */
function operand(word: Word, isThere: boolean, bare: Start): Start {
  if (!isThere) return bare;
  if (word === undefined) return UNKNOWN;
  return word.trim() === "" ? bare : SOMETHING;
}

/** What a shell's script starts: the first word behind `-c` that is no option. */
function script(words: readonly Word[], bare: Start, depth: number): Start {
  const index = words.findIndex((word) => word === undefined || !/^[-+]./.test(word));
  if (index < 0) return bare;
  const text = words[index];
  if (text === undefined) return UNKNOWN;
  if (text.trim() === "") return bare;
  const [plain, ...others] = PLAIN_SCRIPT.test(text) ? shellCommands(text) : [];
  if (plain === undefined || others.length > 0) return SOMETHING;
  return startOf(plain, depth + 1);
}
