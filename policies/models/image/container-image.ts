import { type Finding, undetermined, undeterminedBlocking } from "../../framework/finding";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { Artifact, ImageContents, Platform, Reading } from "../../registry/reading";
import { InvalidReference, parseReference, showReference } from "../../registry/reference";
import type { PolicyRegistry } from "../../registry/shared-registry";

/** The image that a place of a workload names, with what its registry says of it. */
export interface NamedImage {
  /** The reference, quoted and without credentials. */
  readonly shown: string;
  readonly reading: Reading;
}

/** Reads the image that a reference names; unknown where the reference is, or where it is none. */
export async function readImage(
  written: Value<string>,
  platform: Platform,
  registry: PolicyRegistry,
): Promise<Value<NamedImage>> {
  if (!isKnown(written)) return written;
  const reference = parseReference(written);
  const shown = `"${showReference(written)}"`;
  if (reference instanceof InvalidReference) {
    return new Unknown(`is ${shown}, which is no image reference`);
  }
  return { shown, reading: await registry.read(reference, platform) };
}

/** An image, or the finding that says why it could not be judged. */
export type Readable =
  | { readonly shown: string; readonly contents: ImageContents | Artifact }
  | Finding;

/**
 * What was read of an image. That its registry lacks it, or gave no answer at all, is for `image-exists` to refuse; what
 * the registry did not give of an image that is there is refused here, by the same option.
 *
 * @param path Property path of the image.
 * @param what What was to be learned from the image, as a subject: `what it starts`.
 */
export function readable(
  path: string,
  image: Value<NamedImage>,
  what: string,
  registry: PolicyRegistry,
): Readable {
  if (!isKnown(image)) {
    const action = "Give the image as a literal, so that the registry can be asked.";
    return undetermined(path, `${image.reason}, so ${what} could not be verified. ${action}`);
  }
  const { shown, reading } = image;
  switch (reading.kind) {
    case "image":
    case "artifact":
      return { shown, contents: reading };
    case "missing":
      return undetermined(
        path,
        `names ${shown}, which its registry does not have, so ${what} could not be verified. Name an image that exists.`,
      );
    case "unreadable":
      return undetermined(
        path,
        `names ${shown}, which ${reading.reason}, so ${what} could not be verified. ${reading.action}`,
      );
    case "unavailable":
      return undetermined(path, notRead(shown, what, reading));
    case "unread": {
      const finding = registry.whenUnavailable === "block" ? undeterminedBlocking : undetermined;
      return finding(path, notRead(shown, what, reading));
    }
  }
}

/** Tells a finding from what was read. */
export function isFinding(readable: Readable): readable is Finding {
  return !("contents" in readable);
}

function notRead(
  shown: string,
  what: string,
  { reason, action }: { readonly reason: string; readonly action: string },
): string {
  return `names ${shown}, but ${what} could not be verified: ${reason}. ${action}`;
}
