import { namespace } from "./schema/stack-file";

/** One thing that is wrong with a stack file. Each field completes a sentence; none shows a secret. */
export interface Problem {
  /** Where, as a path in the stack file, such as `services.backend.scale.max`. */
  readonly path: string;
  /** What stands there, completing "Found ...". */
  readonly found: string;
  /** What may stand there, completing "Allowed: ...". */
  readonly allowed: string;
  /** What to do: a full sentence. */
  readonly action: string;
}

/** A place in the stack file: the full key, then keys and indexes. */
export type Path = readonly (string | number)[];

const longestShown = 60;

/** A problem at a place in the stack file. */
export function problemAt(path: Path, what: Omit<Problem, "path">): Problem {
  return { path: formatPath(path), ...what };
}

/** A text in quotes, with what is not plain ASCII escaped, so that look-alikes and control characters show. */
export function quote(text: string): string {
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}...` : text;
  return JSON.stringify(cut).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Most names in one phrase: more than a schema's map has keys, and few enough to be read. */
const mostNamed = 30;

/** Several names, quoted, as a phrase: `"a", "b" and "c"`. The last of very many are counted. */
export function quoteAll(names: readonly string[], word: "and" | "or" = "and"): string {
  const quoted = names.slice(0, mostNamed).map(quote);
  const left = names.length - quoted.length;
  const last = left > 0 ? `${left} other${left === 1 ? "" : "s"}` : (quoted.pop() ?? "");
  return quoted.length === 0 ? last : `${quoted.join(", ")} ${word} ${last}`;
}

const ownPrefix = `${namespace}:`;

/**
 * A path as it is written in messages: a top key in full, and what is below one without the namespace
 * of the program's own keys.
 */
export function formatPath(path: Path): string {
  const [key = "", ...rest] = path;
  const top = String(key);
  const start = rest.length > 0 && top.startsWith(ownPrefix) ? top.slice(ownPrefix.length) : top;
  const shown = /^[A-Za-z0-9_:-]+$/.test(start) ? start : quote(start);
  return rest.reduce<string>((text, segment) => {
    if (typeof segment === "number") {
      return `${text}[${segment}]`;
    }
    const plain = /^[A-Za-z0-9_-]+$/.test(segment) && segment.length <= longestShown;
    return plain ? `${text}.${segment}` : `${text}[${quote(segment)}]`;
  }, shown);
}

const secretWord = /secret|passw|pwd|token|credential|key$/i;

/** Whether what stands at `path` may be a secret, going by the top key and by its own name. */
export function namesSecret(path: Path): boolean {
  const [top] = path;
  const own = path.findLast((segment) => typeof segment === "string");
  return [top, own].some((name) => typeof name === "string" && secretWord.test(name));
}

/** A text that says of itself that it holds a password: a URL with user information, or `password=`. */
const holdsPassword = /:\/\/[^/\s]*@|passw|pwd/i;

/** What stands somewhere, as it may be shown: short, and hidden where it may be a secret. */
export function show(value: unknown, hidden: boolean): string {
  if (value === undefined) {
    return "nothing";
  }
  if (value === null) {
    return "an empty value (null)";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value === "object") {
    return "a map";
  }
  if (hidden || (typeof value === "string" && holdsPassword.test(value))) {
    return `a ${typeof value === "string" ? "text" : typeof value} (hidden)`;
  }
  return typeof value === "string" ? quote(value) : String(value);
}

/** Most problems that are shown one by one; a file with more is best mended from the top. */
const mostShown = 200;

/** The message for all problems of a stack file together. */
export function formatProblems(fileName: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const shown = problems.slice(0, mostShown).map(({ path, found, allowed, action }) => {
    return `  ${path}\n    Found ${found}. Allowed: ${allowed}. ${action}`;
  });
  if (problems.length > mostShown) {
    shown.push(`  and ${problems.length - mostShown} more, shown once these are mended.`);
  }
  return `${fileName} has ${count}. Nothing was registered.\n\n${shown.join("\n\n")}\n`;
}
