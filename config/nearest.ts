import { distance } from "fastest-levenshtein";

/** Letters and digits of a name in lower case: what is left when case and separators are no difference. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/**
 * The candidate that `name` was probably meant to be, or `undefined` where none is near: at most a
 * third of its characters differ. The first of several equally near ones is taken.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; steps: number } | undefined;
  for (const candidate of candidates) {
    const furthest = Math.max(1, Math.floor(candidate.length / 3));
    if (Math.abs(candidate.length - name.length) > furthest) {
      continue;
    }
    const steps = bare(name) === bare(candidate) ? 0 : distance(name, candidate);
    if (steps <= furthest && (best === undefined || steps < best.steps)) {
      best = { candidate, steps };
    }
  }
  return best?.candidate;
}
