import type { ImageRegistry } from "../../registry/lookup";
import { DEFAULT_TAG, type ImageReference } from "../../registry/reference";

/** What became of a comparison; `reason` is a clause that ends a sentence. */
export type Comparison =
  | { readonly is: "same" }
  | { readonly is: "different" }
  | { readonly is: "undetermined"; readonly reason: string };

const SAME: Comparison = { is: "same" };
const DIFFERENT: Comparison = { is: "different" };

/**
 * Tells whether two references to one repository mean one version. Tags are compared as they are written, since two tags
 * are two statements of one fact, whatever they mean today, but for two parts of one version (`api-1.4.0` and
 * `worker-1.4.0`); digests go before tags; where one has a tag alone and the
 * other a digest alone, the registry is asked.
 */
export async function compareVersions(
  left: ImageReference,
  right: ImageReference,
  registry: ImageRegistry,
): Promise<Comparison> {
  if (left.tag !== undefined && right.tag !== undefined && areParts(left.tag, right.tag))
    return SAME;
  if (left.digest !== undefined && right.digest !== undefined) {
    return left.digest === right.digest ? SAME : DIFFERENT;
  }
  const digest = left.digest ?? right.digest;
  const pinned = left.digest === undefined ? right : left;
  const other = left.digest === undefined ? left : right;
  const tag = other.tag ?? DEFAULT_TAG;
  if (digest === undefined) return (pinned.tag ?? DEFAULT_TAG) === tag ? SAME : DIFFERENT;
  if (pinned.tag !== undefined) return pinned.tag === tag ? SAME : DIFFERENT;
  const { host, repository } = left;
  const lookup = await registry.lookup({ host, repository, tag, digest });
  switch (lookup.kind) {
    case "exists":
      return lookup.tagDrift === undefined ? SAME : DIFFERENT;
    case "missing":
      return { is: "undetermined", reason: "the registry does not have both" };
    case "unavailable":
      return { is: "undetermined", reason: lookup.reason };
  }
}

/** Words of a tag that tell how far a version is, and not which part of it an image holds. */
const STAGES: ReadonlySet<string> = new Set(
  "alpha beta canary debug dev edge final hotfix latest main master nightly next old patch pre preview rc release snapshot stable test".split(
    " ",
  ),
);

/**
 * Tells whether two tags name two parts that were built from one version and lie in one repository: they differ in words
 * alone, and agree in what has a number.
 */
function areParts(left: string, right: string): boolean {
  const [some, others] = [left, right].map((tag) => tag.split(/[-_]/));
  if (some === undefined || others === undefined || some.length !== others.length) return false;
  const pairs = some.map((word, index) => [word, others[index] ?? ""] as const);
  const isPart = (word: string) => /^[a-z]+$/i.test(word) && !STAGES.has(word.toLowerCase());
  return (
    left !== right &&
    pairs.some(([one, other]) => one === other && /\d/.test(one)) &&
    pairs.every(([one, other]) => one === other || (isPart(one) && isPart(other)))
  );
}

/** The part of a reference that tells the version, as it is written. */
export function showVersion({ tag, digest }: ImageReference): string {
  const written = tag ?? (digest === undefined ? DEFAULT_TAG : undefined);
  return [written, digest].filter((part) => part !== undefined).join("@");
}
