/** What an option of an interpreter means for what it runs. */
export type Option =
  /** Says nothing of it. */
  | { readonly kind: "flag" }
  /** Takes the next word as its value, which is no program. */
  | { readonly kind: "value" }
  /** Is followed by the program, or holds it. */
  | { readonly kind: "program"; readonly value?: string }
  /** Is followed by a shell's script. */
  | { readonly kind: "script" }
  /** Starts something by itself. */
  | { readonly kind: "starts" }
  /** Has the program read from the standard input. */
  | { readonly kind: "stdin" };

/** A program that runs the programs that it is given, and without one talks to a terminal. */
export interface Interpreter {
  /** Reads an option; absent where any word at all gives it something to do. */
  readonly options?: (word: string) => Option;
  /** The one word that asks for a dialogue. */
  readonly repl?: string;
}

/** How the options of an interpreter are spelt. */
interface Spelling {
  /** Letters whose value is a program: `-c` of Python. */
  readonly programs?: string;
  /** Letters whose value is none: `-W` of Python. */
  readonly values?: string;
  /** Letters whose value is a shell's script. */
  readonly scripts?: string;
  /** Letters that have the program read from the standard input. */
  readonly stdin?: string;
  /** Letters that start something by themselves. */
  readonly starting?: string;
  /** Long options (in full) whose value is a program. */
  readonly longPrograms?: readonly string[];
  /** Long options whose value, in a word of its own, is none. */
  readonly longValues?: readonly string[];
  /** Long options that start something by themselves. */
  readonly longStarting?: readonly string[];
}

const FLAG: Option = { kind: "flag" };

/** Options of one letter each, which may share a dash, and long ones with two. */
function letters(spelling: Spelling): (word: string) => Option {
  const { programs = "", values = "", scripts = "", stdin = "", starting = "" } = spelling;
  return (word) => {
    if (word.startsWith("--")) return long(spelling, word);
    for (let at = 1; at < word.length; at++) {
      const letter = word.charAt(at);
      const rest = word.slice(at + 1);
      if (scripts.includes(letter)) return { kind: "script" };
      if (starting.includes(letter)) return { kind: "starts" };
      if (stdin.includes(letter)) return { kind: "stdin" };
      if (programs.includes(letter)) {
        return rest === "" ? { kind: "program" } : { kind: "program", value: rest };
      }
      if (values.includes(letter)) return rest === "" ? { kind: "value" } : FLAG;
    }
    return FLAG;
  };
}

/** Options that are words, after one dash or two. */
function words(spelling: Spelling): (word: string) => Option {
  return (word) => long(spelling, word);
}

function long(
  { longPrograms = [], longValues = [], longStarting = [] }: Spelling,
  word: string,
): Option {
  const at = word.indexOf("=");
  const name = at < 0 ? word : word.slice(0, at);
  if (longStarting.includes(name)) return { kind: "starts" };
  if (longPrograms.includes(name)) {
    return at < 0 ? { kind: "program" } : { kind: "program", value: word.slice(at + 1) };
  }
  return at < 0 && longValues.includes(name) ? { kind: "value" } : FLAG;
}

const SHELL = letters({
  scripts: "c",
  values: "oO",
  stdin: "s",
  longValues: ["--rcfile", "--init-file"],
});

/** By the names of their programs, with versions as in `python3.11` and `php8.3`. */
const INTERPRETERS: readonly (readonly [RegExp, Interpreter])[] = [
  [/^(?:r?ba|da|a|z|k|mk|pdk|fi|c|tc)?sh$/, { options: SHELL }],
  [
    /^(?:i?python|pypy)\d*(?:\.\d+)*t?$/,
    {
      options: letters({ programs: "cm", values: "WX", longValues: ["--check-hash-based-pycs"] }),
    },
  ],
  [
    /^node(?:js)?\d*$/,
    {
      options: letters({
        // What is required may go on running, as a server does.
        programs: "epr",
        values: "C",
        longPrograms: ["--eval", "--print", "--require", "--import", "--run", "--build-snapshot"],
        longValues: ["--conditions", "--loader", "--experimental-loader", "--title"],
        longStarting: ["--test", "--prof-process"],
      }),
    },
  ],
  [/^j?ruby\d*(?:\.\d+)*$/, { options: letters({ programs: "e", values: "rICE" }) }],
  [/^perl\d*(?:\.\d+)*$/, { options: letters({ programs: "eE", values: "I" }) }],
  [
    /^php\d*(?:\.\d+)?$/,
    {
      options: letters({
        programs: "frRFBE",
        values: "dczt",
        starting: "S",
        longPrograms: ["--run", "--file", "--process-code", "--process-file", "--process-begin"],
        longStarting: ["--server"],
      }),
    },
  ],
  [/^lua(?:jit)?\d*(?:\.\d+)*$/, { options: letters({ programs: "e", values: "l" }) }],
  [/^(?:R|Rscript)$/, { options: letters({ programs: "ef", longPrograms: ["--file"] }) }],
  [
    /^julia$/,
    { options: letters({ programs: "eEL", values: "tpJCH", longPrograms: ["--eval", "--load"] }) },
  ],
  [
    /^java$/,
    {
      options: words({
        longPrograms: ["-jar", "-m", "--module"],
        longValues: [
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--add-opens",
          "--add-exports",
          "--add-reads",
          "--limit-modules",
          "--enable-native-access",
        ],
      }),
    },
  ],
  [/^(?:deno|bun)$/, { repl: "repl" }],
  [/^cmd$/i, {}],
  [/^(?:pwsh|powershell)$/i, { options: powershell }],
  [
    /^(?:irb|pry|jshell|iex|ghci|erl|elixir|scala|groovysh|groovy|clj|clojure|guile\d*(?:\.\d+)*|tclsh\d*(?:\.\d+)*|ocaml|racket|sbcl|dotnet|busybox|toybox)$/,
    {},
  ],
];

/** The interpreter that a program is, by its name without folders; undefined for any other program. */
export function interpreterOf(program: string): Interpreter | undefined {
  return INTERPRETERS.find(([names]) => names.test(program))?.[1];
}

/** The options of PowerShell are words without regard to case, and all but these give it something to do. */
function powershell(word: string): Option {
  return /^-(?:nologo|noexit|noprofile|noninteractive|interactive|login|sta|mta)$/i.test(word)
    ? FLAG
    : { kind: "starts" };
}
