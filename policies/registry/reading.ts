import type { ImageRegistry, Missing, Unavailable } from "./lookup";
import type { ImageReference } from "./reference";

/** What an image runs on, in the words of https://github.com/opencontainers/image-spec: `linux` and `arm64`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Generation of the architecture, such as `v8`; absent where that is not told. */
  readonly variant?: string;
}

/** How an image starts, as its build left it (`ENTRYPOINT`, `CMD`, `USER`, `EXPOSE`, `ENV` of a Dockerfile). */
export interface ImageConfiguration {
  /** Absent where the configuration does not say it, as tools of old leave it. */
  readonly platform?: Platform;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** As written, such as `1000`, `app:app` or nothing for root. */
  readonly user: string;
  /** Exposed TCP ports: a hint by the author of the image, which no platform reads. */
  readonly ports: readonly number[];
  readonly environment: ReadonlyMap<string, string>;
}

/** What is behind an image reference. */
export type Reading = ImageContents | Artifact | Unreadable | Unread | Missing | Unavailable;

/** An image, for one platform or for several. */
export interface ImageContents {
  readonly kind: "image";
  /** All platforms that it can be had for, at least one; undefined for one that does not say for which it is. */
  readonly platforms: readonly (Platform | undefined)[];
  /** That of the image for the platform that was asked for; where there is none, of the first image. */
  readonly configuration: ImageConfiguration;
}

/** Something else than an image, such as a Helm chart. */
export interface Artifact {
  readonly kind: "artifact";
  /** What it is, with an article. */
  readonly what: string;
}

/** An image in a form of which nothing is read, or one that nobody is to ask about. */
export interface Unreadable {
  readonly kind: "unreadable";
  /** Why, as a clause without a full stop that ends a sentence. */
  readonly reason: string;
  /** One thing to do about it, as a full sentence. */
  readonly action: string;
}

/** An image that exists, but of which the registry did not give what there is to read. Never to be taken for a yes. */
export interface Unread {
  readonly kind: "unread";
  /** See {@link Unreadable.reason}. Holds no secret. */
  readonly reason: string;
  readonly action: string;
}

/** Answers what an image is; policies take this, so that their tests need no registry. */
export interface ReadableRegistry extends ImageRegistry {
  /**
   * Never rejects because of what a registry, a network or a configuration does: that is `unavailable` or `unread`.
   *
   * @param platform Where the image is to run.
   */
  read(reference: ImageReference, platform: Platform): Promise<Reading>;
}

/** The platform in one word, such as `linux/arm64`. */
export function showPlatform({ os, architecture }: Platform): string {
  return `${os}/${architecture}`;
}

/** Tells whether what is made for one platform runs on another. Generations of an architecture are not told apart. */
export function samePlatform(left: Platform, right: Platform): boolean {
  return left.os === right.os && left.architecture === right.architecture;
}
