import { distance } from "fastest-levenshtein";

/** Letters and digits of a name in lower case: what is left when case and separators are no difference. */
export function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Whether the names differ by one exchange of two neighbouring characters, which counts as one step. */
function isSwap(name: string, candidate: string): boolean {
  const at = [...name].findIndex((character, index) => character !== candidate[index]);
  const swapped = `${name.slice(0, at)}${name[at + 1]}${name[at]}${name.slice(at + 2)}`;
  return at >= 0 && swapped === candidate;
}

function steps(name: string, candidate: string): number {
  if (bare(name) === bare(candidate)) {
    return 0;
  }
  return isSwap(name, candidate) ? 1 : distance(name, candidate);
}

/** Most candidates that a name is compared with, so that a file with many mistakes is read in linear time. */
const mostCompared = 300;

/**
 * The candidate that `name` was probably meant to be, or `undefined` where none is near: at most a
 * third of its characters differ. The first of several equally near ones is taken, and beyond the
 * first 300 candidates none.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; away: number } | undefined;
  let compared = 0;
  for (const candidate of candidates) {
    compared += 1;
    if (compared > mostCompared) {
      break;
    }
    const furthest = Math.max(1, Math.floor(candidate.length / 3));
    if (Math.abs(candidate.length - name.length) > furthest) {
      continue;
    }
    const away = steps(name, candidate);
    if (away <= furthest && (best === undefined || away < best.away)) {
      best = { candidate, away };
    }
  }
  return best?.candidate;
}
