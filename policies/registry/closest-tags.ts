import { distance } from "fastest-levenshtein";

/** Tags that tools put beside images, such as signatures, and that nobody deploys. */
const ATTACHED_TO_AN_IMAGE = /^sha256-[0-9a-f]{64}/;

/** Weight of a difference in the first number of a version; it halves with each further number. */
const FIRST_NUMBER_WEIGHT = 0.5;

/**
 * The tags that someone who wrote `wanted` most likely meant, the likeliest first: similar in spelling and near in
 * version. `wanted` itself is never among them. Where two are equally likely, the higher version comes first.
 *
 * @param limit Most tags to return.
 */
export function closestTags(wanted: string, tags: Iterable<string>, limit: number): string[] {
  const version = numbersOf(wanted);
  return [...new Set(tags)]
    .filter((tag) => tag !== wanted && !ATTACHED_TO_AN_IMAGE.test(tag))
    .map((tag) => ({ tag, score: spelling(wanted, tag) + versionGap(version, numbersOf(tag)) }))
    .sort((a, b) => a.score - b.score || compareNaturally(b.tag, a.tag))
    .slice(0, limit)
    .map(({ tag }) => tag);
}

/** From 0 (the same) to 1 (nothing in common). */
function spelling(wanted: string, tag: string): number {
  return distance(wanted, tag) / Math.max(wanted.length, tag.length);
}

/** The numbers of a version such as `v1.20.3-alpine`; undefined where the tag does not begin with a version. */
function numbersOf(tag: string): number[] | undefined {
  return /^v?(\d+(?:\.\d+)*)(?![0-9A-Za-z])/.exec(tag)?.[1]?.split(".").map(Number);
}

/** From 0 (the same version) to 1; a version and a word are 1 apart, two words 0. */
function versionGap(wanted: number[] | undefined, other: number[] | undefined): number {
  if (wanted === undefined || other === undefined) return wanted === other ? 0 : 1;
  let weight = FIRST_NUMBER_WEIGHT;
  for (let index = 0; index < Math.max(wanted.length, other.length); index++, weight /= 2) {
    const gap = Math.abs((wanted[index] ?? 0) - (other[index] ?? 0));
    if (gap > 0) return weight * (1 + gap / (gap + 1));
  }
  return 0;
}

function compareNaturally(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
