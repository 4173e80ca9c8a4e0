import { type Finding, undetermined, undeterminedBlocking, violation } from "../framework/finding";
import { isKnown, type Unknown } from "../framework/value";
import type { Exists, Lookup, Missing } from "../registry/lookup";
import {
  DEFAULT_TAG,
  type ImageReference,
  type InvalidReference,
  showReference,
} from "../registry/reference";
import type { WhenUnavailable } from "../registry/shared-registry";

/** What was found out about one image of a workload: that its reference cannot be read now, or is none, or an answer. */
export type ImageAnswer = Unknown | InvalidImage | AnsweredImage;

/** An image whose text is no reference, so that nobody can be asked. */
export interface InvalidImage {
  readonly written: string;
  readonly invalid: InvalidReference;
}

/** An image with what its registry said. */
export interface AnsweredImage {
  readonly written: string;
  readonly reference: ImageReference;
  readonly lookup: Lookup;
}

/**
 * What is wrong with one image: nothing, or one finding.
 *
 * @param path Property path of the image.
 */
export function checkImage(
  path: string,
  answer: ImageAnswer,
  whenUnavailable: WhenUnavailable,
): readonly Finding[] {
  if (!isKnown(answer)) {
    const action = "Give the image as a literal, so that the registry can be asked.";
    return [undetermined(path, `${answer.reason}. ${action}`)];
  }
  const shown = `"${showReference(answer.written)}"`;
  if ("invalid" in answer) {
    const { reason } = answer.invalid;
    return [violation(path, `is ${shown}, which is no image reference: ${reason}. Correct it.`)];
  }
  return judge(path, `names ${shown}`, answer, whenUnavailable);
}

function judge(
  path: string,
  named: string,
  { reference, lookup }: AnsweredImage,
  whenUnavailable: WhenUnavailable,
): readonly Finding[] {
  switch (lookup.kind) {
    case "exists":
      return driftOf(lookup, reference).map((drift) => undetermined(path, `${named}, ${drift}`));
    case "missing":
      return [violation(path, `${named}, ${describeMissing(lookup, reference)}`)];
    case "unavailable": {
      const message = `${named}, which could not be verified: ${lookup.reason}. ${lookup.action}`;
      const finding = whenUnavailable === "block" ? undeterminedBlocking : undetermined;
      return [finding(path, message)];
    }
  }
}

function describeMissing(missing: Missing, reference: ImageReference): string {
  switch (missing.what) {
    case "repository":
      return `but the registry "${reference.host}" has no repository "${reference.repository}". Correct the name, or push the image first.`;
    case "digest": {
      const now =
        missing.digestOfTag === undefined
          ? ""
          : `; its tag "${reference.tag}" has the digest "${missing.digestOfTag}"`;
      return `whose digest the registry does not have${now}. Use a digest that exists, or push the image first.`;
    }
    case "tag": {
      const tag = reference.tag ?? DEFAULT_TAG;
      return `whose tag "${tag}" does not exist${describeTags(missing)}. Use a tag that exists, or push this one first.`;
    }
  }
}

/** The tags that there are, as a clause that ends a sentence; nothing where they are not known. */
function describeTags({ closestTags, tagCount }: Missing): string {
  if (tagCount === 0) return ": the repository has no tags";
  if (closestTags.length === 0) return "";
  const others = (tagCount ?? 0) - closestTags.length;
  const more = others > 0 ? ` and ${others} more` : "";
  return `: the registry has ${closestTags.map((tag) => `"${tag}"`).join(", ")}${more}`;
}

/** The digest exists, so the image does; but whoever reads the tag is told something else than what runs. */
function driftOf({ tagDrift }: Exists, { tag }: ImageReference): string[] {
  switch (tagDrift?.kind) {
    case "moved":
      return [
        `whose digest exists, but whose tag "${tag}" now has the digest "${tagDrift.digest}". The digest is what runs: make tag and digest agree.`,
      ];
    case "gone":
      return [
        `whose digest exists, but whose tag "${tag}" no longer does. The digest is what runs: leave out the tag, or restore it.`,
      ];
    default:
      return [];
  }
}
