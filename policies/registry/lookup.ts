import type { ImageReference } from "./reference";

/** What a registry said of an image reference. Only `exists` is a yes. */
export type Lookup = Exists | Missing | Unavailable;

/** The registry has it. */
export interface Exists {
  readonly kind: "exists";
  /** Digest of the manifest that the reference names. */
  readonly digest: string;
  /** Media type of the manifest: of one image, or of an index of images for several platforms. */
  readonly mediaType: string;
  /**
   * For a reference with tag and digest whose tag no longer names that digest: what it names now, or that it is gone.
   * The digest is what a platform pulls, so this says that the reference misleads its readers, and no more.
   */
  readonly tagDrift?:
    | { readonly kind: "moved"; readonly digest: string }
    | { readonly kind: "gone" };
}

/** The registry answered that it does not have it. */
export interface Missing {
  readonly kind: "missing";
  /** The smallest part that is not there. */
  readonly what: "tag" | "digest" | "repository";
  /** Tags of the repository that are most like the one asked for, the likeliest first; empty where that is not known. */
  readonly closestTags: readonly string[];
  /** Number of tags that the repository has; absent where the registry did not list them all. */
  readonly tagCount?: number;
  /** For a missing digest that was written with a tag: the digest that the tag has. */
  readonly digestOfTag?: string;
}

/** No answer could be had, or the registry does not say whether it has the image. Never to be taken for a yes. */
export interface Unavailable {
  readonly kind: "unavailable";
  /** Why, as a clause without a full stop that ends a sentence. Holds no secret. */
  readonly reason: string;
  /** One thing to do about it, as a full sentence. */
  readonly action: string;
}

/** Answers for image references; policies take this, so that their tests need no registry. */
export interface ImageRegistry {
  /** Never rejects because of what a registry, a network or a configuration does: that is `unavailable`. */
  lookup(reference: ImageReference): Promise<Lookup>;
}
