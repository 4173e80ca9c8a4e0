import type { Endpoint } from "./endpoint";
import { findEndpoints } from "./find-endpoints";
import { readPort } from "./host-port";
import { readLoopback } from "./loopback";
import { nameWords } from "./name-words";
import { blankPlaceholders } from "./placeholders";
import { type ProgramKind, programOf } from "./programs";
import { isScript, shellCommands } from "./shell";
import { readUrls } from "./url";
import { usualPorts } from "./usual-ports";

/** An endpoint of a command and the word that holds it. */
export interface CommandEndpoint {
  /** Index of the word. */
  readonly word: number;
  readonly endpoint: Endpoint;
}

/** A word of a command, taken for what it says: a flag with its value, an assignment, or a word alone. */
interface Argument {
  readonly word: number;
  /** The words of the flag or variable; none for a word alone. */
  readonly name: readonly string[];
  readonly text: string;
}

/** What single letters mean to most clients. */
const LETTERS: Readonly<Record<string, string>> = {
  h: "host",
  H: "host",
  p: "port",
  P: "port",
  u: "user",
  U: "user",
  d: "database",
};

/** Flags that name a host and say nothing of what happens with it. */
const HOST_FLAGS: ReadonlySet<string> = new Set(
  "host hostname address addr ip interface bind listen".split(" "),
);

/** The letters by which servers are told where to listen. */
const LISTEN_LETTERS: ReadonlySet<string> = new Set(["b", "l", "a", "s"]);

/**
 * Finds the endpoints in a command and its arguments: behind flags (`--db-host=localhost`, `-h localhost`), in
 * assignments (`A=b`, `-Da=b`), as words of their own, and in scripts (`sh -c "..."`).
 *
 * @param words The command with its arguments; undefined for a word that cannot be read now.
 * @param image The last component of the image's name, which tells the program where no command is given.
 */
export function findCommandEndpoints(
  words: readonly (string | undefined)[],
  image?: string,
): readonly CommandEndpoint[] {
  const inScripts: CommandEndpoint[] = [];
  const rest = words.map((text, word) => {
    if (text === undefined || !isScript(words, word)) {
      return text;
    }
    inScripts.push(...findScriptEndpoints(text).map((endpoint) => ({ word, endpoint })));
    return undefined;
  });
  return [...readCommand(rest, image), ...inScripts];
}

/** Finds the endpoints in the text of a script or a command line. */
export function findScriptEndpoints(script: string): readonly Endpoint[] {
  return shellCommands(script).flatMap((words) =>
    findCommandEndpoints(words).map(({ endpoint }) => endpoint),
  );
}

function readCommand(
  words: readonly (string | undefined)[],
  image: string | undefined,
): readonly CommandEndpoint[] {
  const known = words.filter((word) => word !== undefined);
  const program = programOf(known) ?? (image === undefined ? undefined : programOf([image]));
  if (program?.does === "print") {
    return [];
  }
  const listed = readArguments(words, program);
  const siblings = new Map(listed.map(({ name, text }) => [name.join(" "), text] as const));
  return listed.flatMap((argument, index) =>
    readArgument(argument, siblings, program, listed[index + 1]).map((endpoint) => ({
      word: argument.word,
      endpoint,
    })),
  );
}

function readArgument(
  { name, text }: Argument,
  siblings: ReadonlyMap<string, string>,
  program: ProgramKind | undefined,
  next: Argument | undefined,
): readonly Endpoint[] {
  if (name.length > 0) {
    const found = findEndpoints(text, { name, siblings });
    const isSwitch = name.length === 1 && name[0]?.length === 1;
    return found.length > 0 || !isSwitch ? found : readLone(text, program, next);
  }
  const found = findEndpoints(text, { name: program?.does === "serve" ? ["listen"] : [] });
  return found.length > 0 ? found : readLone(text, program, next);
}

function readLone(
  text: string,
  program: ProgramKind | undefined,
  next: Argument | undefined,
): readonly Endpoint[] {
  return [...readCode(text), ...readLoneHost(text, program, next)];
}

/** `nc -z localhost 5432`: a host as a word of its own, where the program or a port behind it shows that it is one. */
function readLoneHost(
  text: string,
  program: ProgramKind | undefined,
  next: Argument | undefined,
): readonly Endpoint[] {
  if (program?.does === "serve" || readLoopback(text) === undefined || /^\d+$/.test(text)) {
    return [];
  }
  const port = next?.name.length === 0 ? readPort(next.text) : undefined;
  if (port === undefined && program === undefined) {
    return [];
  }
  const usual =
    program === undefined ? [] : usualPorts(program.does === "connect" ? program.technology : "");
  return [{ host: text, ports: port === undefined ? usual : [port], form: "host", use: "connect" }];
}

/** A word of several words is code or a query: URLs in it are no prose. */
function readCode(text: string): readonly Endpoint[] {
  return /\s/.test(text)
    ? readUrls(blankPlaceholders(text)).flatMap(({ endpoints }) =>
        endpoints.map((endpoint) => ({ ...endpoint, use: "connect" as const })),
      )
    : [];
}

function readArguments(
  words: readonly (string | undefined)[],
  program: ProgramKind | undefined,
): readonly Argument[] {
  const listed: Argument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    const next = words[index + 1];
    if (word === undefined) {
      continue;
    }
    const assigned = /^(--?[A-Za-z][\w.-]*(?=[= ])|[A-Za-z_][\w.-]*(?==))[= ](.*)$/s.exec(word);
    const attached = /^-[hH](.+)$/s.exec(word)?.[1] ?? "";
    if (readLoopback(attached) !== undefined) {
      listed.push(...argument(index, "-h", attached, program));
    } else if (assigned !== null) {
      listed.push(...argument(index, assigned[1] ?? "", assigned[2] ?? "", program));
    } else if (/^--?[A-Za-z]/.test(word) && next !== undefined && !/^-[A-Za-z-]/.test(next)) {
      listed.push(...argument(index + 1, word, next, program));
      index += 1;
    } else if (!word.startsWith("-")) {
      listed.push({ word: index, name: [], text: word });
    }
  }
  return listed;
}

/** A flag or variable with its value, and what the value itself assigns (`--set db.host=localhost`). */
function argument(
  word: number,
  flag: string,
  text: string,
  program: ProgramKind | undefined,
): readonly Argument[] {
  const nested = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(text);
  const name = flagWords(flag, program);
  return [
    { word, name, text },
    ...(nested === null ? [] : [{ word, name: nameWords(nested[1] ?? ""), text: nested[2] ?? "" }]),
  ];
}

function flagWords(flag: string, program: ProgramKind | undefined): readonly string[] {
  const bare = flag.replace(/^-+(?:D(?=[a-z]))?/, "");
  const letter = flag.startsWith("-") && bare.length === 1 ? LETTERS[bare] : undefined;
  const words = letter === undefined ? nameWords(bare) : [letter];
  const [first = "", ...others] = words;
  const isHost = others.length === 0 && HOST_FLAGS.has(first);
  if (program?.does === "serve") {
    return isHost || (others.length === 0 && LISTEN_LETTERS.has(first))
      ? ["listen", ...words]
      : words;
  }
  if (program?.does === "connect") {
    return isHost || first === "port" ? [program.technology, ...words] : words;
  }
  return letter === "host" ? ["service", "host"] : words;
}
