import { parseStackFile } from "../../config/parse";
import { formatPath, formatProblems, type Problem } from "../../config/problem";
import type { BrokenFile } from "./broken-file";

/** What became of a broken file. */
export type Verdict =
  | { readonly kind: "refused" }
  | { readonly kind: "harmless" }
  /** The file was not treated as it should have been. */
  | { readonly kind: "bad"; readonly why: string };

/** Most characters of a whole message, whatever is wrong with the file. */
const LONGEST_MESSAGE = 200_000;

/** What no message may hold: what JavaScript says of itself, a stack trace, or what is not plain text. */
const SLIPS =
  /undefined|\[object|NaN|\bInfinity\b|TypeError|RangeError|ZodError|^\s+at |node_modules|[^\n\x20-\x7e]/m;

function slipOf(problem: Problem): string | undefined {
  const { path, found, allowed, action } = problem;
  if ([path, found, allowed, action].some((part) => part === "" || part.trim() !== part)) {
    return `a problem of which a part is missing: ${JSON.stringify(problem)}`;
  }
  if (!/^[A-Z].*\.$/s.test(action)) {
    return `an action that is no sentence: ${action}`;
  }
  if (found.length > 4000 || allowed.length > 4000 || action.length > 4000) {
    return `a message of ${found.length + allowed.length + action.length} characters at ${path}`;
  }
  return undefined;
}

/** A path as a message shows it, without the namespace that only a top key has. */
function withoutNamespace(path: string): string {
  return path.replace(/^holdfast:/, "");
}

/** Whether a problem leads to the place where the file was broken: it stands there, above or below, or names it. */
function leadsTo(at: BrokenFile["at"], problem: Problem): boolean {
  if (at.length === 0) return true;
  const place = withoutNamespace(formatPath(at));
  const path = withoutNamespace(problem.path);
  const names = at.filter((segment) => typeof segment === "string").slice(-2);
  const text = Object.values(problem).join(" ");
  return (
    path.startsWith(place) ||
    place.startsWith(path) ||
    names.some((name) => text.includes(withoutNamespace(name)))
  );
}

/** Reads a broken file and says whether it was treated as it should be. */
export function verdictOn(broken: BrokenFile, stack: string): Verdict {
  const { file, at, mustBeRefused, secretKeys } = broken;
  // Pulumi hands over JSON, which knows neither functions nor what is not defined.
  const raw = JSON.parse(JSON.stringify(file));
  let result: ReturnType<typeof parseStackFile>;
  try {
    result = parseStackFile(raw, { stack, secretKeys: new Set(secretKeys) });
  } catch (error) {
    return bad(`failed with ${error instanceof Error ? error.stack : error}`);
  }
  if (result.ok) {
    return mustBeRefused ? bad("was taken") : { kind: "harmless" };
  }
  const slip = result.problems.map(slipOf).find((found) => found !== undefined);
  const message = formatProblems(`Pulumi.${stack}.yaml`, result.problems);
  if (slip !== undefined) {
    return bad(`was refused with ${slip}`);
  }
  if (message.length > LONGEST_MESSAGE) {
    return bad(`was refused in ${message.length} characters`);
  }
  const [slipped] = SLIPS.exec(message) ?? [];
  if (slipped !== undefined) {
    return bad(`was refused with ${JSON.stringify(slipped)} in: ${message.slice(0, 2000)}`);
  }
  return result.problems.some((problem) => leadsTo(at, problem))
    ? { kind: "refused" }
    : bad(`was refused without a word of the place: ${message.slice(0, 2000)}`);
}

function bad(why: string): Verdict {
  return { kind: "bad", why };
}
