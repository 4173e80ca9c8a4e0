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
 * are two statements of one fact, whatever they mean today; digests go before tags; where one has a tag alone and the
 * other a digest alone, the registry is asked.
 */
export async function compareVersions(
  left: ImageReference,
  right: ImageReference,
  registry: ImageRegistry,
): Promise<Comparison> {
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

/** The part of a reference that tells the version, as it is written. */
export function showVersion({ tag, digest }: ImageReference): string {
  const written = tag ?? (digest === undefined ? DEFAULT_TAG : undefined);
  return [written, digest].filter((part) => part !== undefined).join("@");
}
