import type { Word } from "./start";

/** How a program is called that only starts another. */
interface Wrapper {
  /** Letters of options that have a value. */
  readonly values?: string;
  /** Long options that have a value in a word of their own. */
  readonly longValues?: readonly string[];
  /** Words before the other program, such as the user of `gosu`. */
  readonly operands?: number;
  /** The word that has to come first, as in `poetry run`. */
  readonly verb?: string;
  /** It knows something to do without another program, and with options alone. */
  readonly mayStandAlone?: boolean;
}

const INIT: Wrapper = { values: "per", longValues: ["--rewrite"] };
const AS_USER: Wrapper = { operands: 1 };
const SCRIPT: Wrapper = { mayStandAlone: true };
const RUN: Wrapper = { verb: "run" };

/**
 * The scripts are those of official images, which start what they are given. What another script does with its arguments
 * is not known, so it is taken for a program.
 */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ["tini", INIT],
  ["tini-static", INIT],
  ["docker-init", INIT],
  ["dumb-init", INIT],
  ["catatonit", INIT],
  ["env", { values: "uC", longValues: ["--unset", "--chdir"] }],
  ["exec", {}],
  ["nohup", {}],
  ["nice", { values: "n" }],
  ["ionice", { values: "cn" }],
  ["stdbuf", { values: "ioe" }],
  ["timeout", { values: "ks", operands: 1 }],
  ["gosu", AS_USER],
  ["su-exec", AS_USER],
  ["setuidgid", AS_USER],
  ["s6-setuidgid", AS_USER],
  ["chroot", AS_USER],
  ["poetry", RUN],
  ["pipenv", RUN],
  ["pdm", RUN],
  ["hatch", RUN],
  ["rye", RUN],
  ["uv", RUN],
  ["docker-entrypoint.sh", SCRIPT],
  ["docker-entrypoint", SCRIPT],
  ["docker-php-entrypoint", SCRIPT],
  ["__cacert_entrypoint.sh", SCRIPT],
  ["nvidia_entrypoint.sh", SCRIPT],
]);

/** The program that another only starts. */
export interface Wrapped {
  readonly words: readonly Word[];
  /** See {@link Wrapper.mayStandAlone}. */
  readonly mayStandAlone: boolean;
}

/**
 * The command that a program starts; undefined for a program that does something itself, `unknown` where the words
 * between the two cannot be read now.
 *
 * @param program Its name without folders.
 */
export function unwrap(program: string, words: readonly Word[]): Wrapped | "unknown" | undefined {
  if (/^(?:busybox|toybox)$/.test(program) && words.length > 0) {
    return { words, mayStandAlone: false };
  }
  const wrapper = WRAPPERS.get(program);
  if (wrapper === undefined) return undefined;
  const { mayStandAlone = false } = wrapper;
  if (mayStandAlone) {
    // With an option in front, such a script puts its own program before it.
    return { words: words[0]?.startsWith("-") ? [] : words, mayStandAlone };
  }
  if (wrapper.verb !== undefined) {
    const [verb, first] = words;
    if (verb !== wrapper.verb || first?.startsWith("-")) return undefined;
    return { words: words.slice(1), mayStandAlone };
  }
  return skip(wrapper, program === "env", words);
}

/** Leaves out options, assignments and operands. */
function skip(
  { values = "", longValues = [], operands = 0 }: Wrapper,
  isEnv: boolean,
  words: readonly Word[],
): Wrapped | "unknown" {
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) return "unknown";
    if (word === "--") {
      index += 1;
      break;
    }
    const split = isEnv ? /^(?:-S|--split-string=?)(.*)$/s.exec(word) : null;
    if (split !== null) {
      const inline = split[1] !== "";
      const text = inline ? split[1] : words[index + 1];
      if (text === undefined) return "unknown";
      const rest = words.slice(index + (inline ? 1 : 2));
      return { words: [...text.trim().split(/\s+/), ...rest], mayStandAlone: true };
    }
    if (isEnv && /^[A-Za-z_]\w*=/.test(word)) continue;
    if (!/^-./.test(word)) break;
    const takesValue = word.startsWith("--")
      ? longValues.includes(word)
      : values.includes(word.charAt(word.length - 1));
    if (takesValue) index += 1;
  }
  // Assignments may follow the dashes too.
  while (isEnv && /^[A-Za-z_]\w*=/.test(words[index] ?? "")) index += 1;
  // Alone, it prints what the variables are.
  return { words: words.slice(index + operands), mayStandAlone: isEnv };
}
