/** Shells that take a script as the word behind `-c`. */
const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash", "zsh", "ksh", "busybox"]);

/** Words of the shell's own grammar, behind which a command starts. */
const KEYWORDS: ReadonlySet<string> = new Set(
  "if then else elif fi do done while until for case esac { } ! ( ) time".split(" "),
);

/**
 * Splits a script into its commands and those into words, without comments, redirections and the shell's own grammar.
 * Quotes and escapes are resolved; variables stay as they are written.
 */
export function shellCommands(script: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const { text, isSeparator } of shellTokens(script)) {
    if (isSeparator) {
      commands.push([]);
    } else {
      commands.at(-1)?.push(text);
    }
  }
  return commands.map(withoutGrammar).filter((words) => words.length > 0);
}

/** Tells whether the word at this place is a script, since a shell's `-c` stands in front of it. */
export function isScript(words: readonly (string | undefined)[], index: number): boolean {
  const flag = words[index - 1];
  return (
    flag !== undefined &&
    /^-[a-z]*c[a-z]*$/.test(flag) &&
    words
      .slice(Math.max(0, index - 4), index - 1)
      .some((word) => word !== undefined && SHELLS.has(word.slice(word.lastIndexOf("/") + 1)))
  );
}

function withoutGrammar(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word) => !KEYWORDS.has(word));
  return start < 0 ? [] : words.slice(start).filter((word) => !/^(?:\d*[<>]|&>)/.test(word));
}

interface Token {
  readonly text: string;
  readonly isSeparator: boolean;
}

const TOKEN =
  /\s*(?:(\n|;+|&&?|\|\|?|[()])|((?:\\.|'[^']*'|"(?:[^"\\]|\\.)*"|\$\([^()]*\)|[^\s;&|()'"\\]|['"\\])+))/gsy;

function shellTokens(script: string): readonly Token[] {
  return script
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .flatMap((line) => [...lineTokens(line), { text: "\n", isSeparator: true }]);
}

function lineTokens(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 1: separator, 2: word = "" } of line.matchAll(TOKEN)) {
    if (separator === undefined && word.startsWith("#")) {
      return tokens;
    }
    tokens.push({ text: unquoted(word), isSeparator: separator !== undefined });
  }
  return tokens;
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
    (_whole, single, double, escaped) =>
      single ?? (double as string | undefined)?.replace(/\\(["\\$`])/g, "$1") ?? escaped,
  );
}
