import type { ImageRegistry, Lookup } from "../policies/registry/lookup";
import {
  type ImageReference,
  InvalidReference,
  isTag,
  parseReference,
} from "../policies/registry/reference";
import type { ImageChange } from "./stack-images";

/** What came of one service: a change, nothing to do, or why it cannot be done, as a full sentence. */
export type Outcome =
  | { readonly kind: "change"; readonly change: ImageChange }
  | { readonly kind: "unchanged"; readonly service: string; readonly image: string }
  | { readonly kind: "problem"; readonly service: string; readonly message: string };

/**
 * Finds the digest that the tag of an image has now, and writes it behind the tag.
 *
 * @param image As the stack file has it: a tag, or a tag and a digest that may be of another version by now.
 * @param tag The tag to deploy in place of the one that is written.
 */
export async function pinImage(
  service: string,
  image: string,
  tag: string | undefined,
  registry: ImageRegistry,
): Promise<Outcome> {
  const problem = (message: string): Outcome => ({ kind: "problem", service, message });
  const reference = parseReference(image);
  if (reference instanceof InvalidReference) {
    return problem(`Its image is no image reference: ${reference.reason}.`);
  }
  if (tag !== undefined && !isTag(tag)) return problem(`"${tag}" is not a tag.`);
  const wanted = tag ?? reference.tag;
  const repository = repositoryOf(image, reference);
  if (wanted === undefined) {
    if (reference.digest === undefined) {
      return problem(`"${image}" has no tag. Write the tag of a release behind it.`);
    }
    const lookup = await registry.lookup(reference);
    return lookup.kind === "exists"
      ? { kind: "unchanged", service, image }
      : problem(whyNot(image, lookup));
  }
  const lookup = await digestOf(reference, wanted, registry);
  if (lookup.kind !== "exists") return problem(whyNot(`${repository}:${wanted}`, lookup));
  const to = `${repository}:${wanted}@${lookup.digest}`;
  if (to === image) return { kind: "unchanged", service, image };
  const previous = await previousOf({ image, reference, repository, tag }, lookup.digest, registry);
  return {
    kind: "change",
    change: { service, from: image, to, ...(previous === undefined ? {} : { previous }) },
  };
}

/** Makes sure that an image is still there, so that a rollback to it can start. */
export async function whyGone(image: string, registry: ImageRegistry): Promise<string | undefined> {
  const reference = parseReference(image);
  if (reference instanceof InvalidReference) {
    return `Its previous image is no image reference: ${reference.reason}.`;
  }
  const lookup = await registry.lookup(reference);
  return lookup.kind === "exists" ? undefined : whyNot(image, lookup);
}

interface Written {
  readonly image: string;
  readonly reference: ImageReference;
  readonly repository: string;
  /** The tag that was asked for, where it was not edited into the file. */
  readonly tag: string | undefined;
}

/**
 * What is replaced, as a digest: that is what ran. A tag that was edited in front of the digest is not its tag any more.
 */
async function previousOf(
  { image, reference, repository, tag }: Written,
  digest: string,
  registry: ImageRegistry,
): Promise<string | undefined> {
  if (reference.digest === digest) return undefined;
  if (reference.digest !== undefined) {
    return tag === undefined ? `${repository}@${reference.digest}` : image;
  }
  if (tag === undefined || reference.tag === undefined || reference.tag === tag) return undefined;
  const lookup = await digestOf(reference, reference.tag, registry);
  return lookup.kind === "exists" ? `${image}@${lookup.digest}` : undefined;
}

function digestOf(
  { host, repository }: ImageReference,
  tag: string,
  registry: ImageRegistry,
): Promise<Lookup> {
  return registry.lookup({ host, repository, tag });
}

/** The repository as it is written, without what the reference has behind it. */
function repositoryOf(image: string, { tag, digest }: ImageReference): string {
  const ends = [digest === undefined ? "" : `@${digest}`, tag === undefined ? "" : `:${tag}`];
  return ends.reduce((text, end) => text.slice(0, text.length - end.length), image);
}

function whyNot(image: string, lookup: Exclude<Lookup, { kind: "exists" }>): string {
  if (lookup.kind === "unavailable") {
    return `"${image}" could not be verified: ${lookup.reason}. ${lookup.action}`;
  }
  const { closestTags } = lookup;
  const others =
    closestTags.length === 0 ? "" : `; it has ${closestTags.map((tag) => `"${tag}"`).join(", ")}`;
  return `"${image}" does not exist: its registry has no such ${lookup.what}${others}.`;
}
