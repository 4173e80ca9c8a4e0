import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import type { WorkloadImage } from "../models/workload/images";
import { isMovingTag } from "../registry/moving-tag";
import { InvalidReference, parseReference } from "../registry/reference";

const ACTION = "Pin a digest or a released tag.";

/** What is wrong with one image of a workload: nothing, or one finding. */
export function checkImage({ path, image }: WorkloadImage): readonly Finding[] {
  if (!isKnown(image)) {
    return [undetermined(path, `${image.reason}. Give the image as a literal, or pin its digest.`)];
  }
  const reference = parseReference(image);
  if (reference instanceof InvalidReference) {
    return [undetermined(path, `is not an image reference: ${reference.reason}. Correct it.`)];
  }
  if (reference.digest !== undefined) {
    return [];
  }
  if (reference.tag === undefined) {
    return [violation(path, `has no tag ("${image}"). ${ACTION}`)];
  }
  return isMovingTag(reference.tag)
    ? [violation(path, `has the moving tag "${reference.tag}" ("${image}"). ${ACTION}`)]
    : [];
}
