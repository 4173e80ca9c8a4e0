import type { Deadline } from "./deadline";
import { RegistryFailure } from "./failure";
import { type IndexEntry, isSchema1, readConfiguration, readManifest } from "./image-manifest";
import type { Exists } from "./lookup";
import {
  type Artifact,
  type ImageConfiguration,
  type ImageContents,
  type Platform,
  samePlatform,
  type Unreadable,
} from "./reading";
import type { RegistryHost } from "./registry-host";

/** An index may list another; this many levels of them are read. */
const MAX_LEVELS = 3;

/** Images of an index that are read because the index does not say what they are for. */
const MAX_UNTOLD = 8;

/** An image of an index, once it is known for what it is. */
interface Candidate {
  readonly digest: string;
  readonly platform: Platform | undefined;
}

/** Reads what is behind the manifests of one repository, within one deadline. */
export class ImageReader {
  /** @param repository Name of the repository on the host that is asked. */
  constructor(
    private readonly host: RegistryHost,
    private readonly repository: string,
    private readonly deadline: Deadline,
  ) {}

  /**
   * Reads an image: for an index no more than the manifest and the configuration for the wanted platform.
   *
   * @throws RegistryFailure when the registry does not give what there is to read.
   */
  async read(
    { digest, mediaType }: Exists,
    wanted: Platform,
  ): Promise<ImageContents | Artifact | Unreadable> {
    if (isSchema1(mediaType)) {
      return {
        kind: "unreadable",
        reason: 'has the old format "Docker schema 1", of which nothing is read',
        action: "Build and push it again with a current tool.",
      };
    }
    const found = await this.#candidates(digest, mediaType, 1);
    if (!Array.isArray(found)) return this.#single(found);
    const chosen =
      found.find(({ platform }) => platform !== undefined && samePlatform(platform, wanted)) ??
      found[0];
    if (chosen === undefined) return { kind: "artifact", what: "an index without an image in it" };
    const configuration = await this.#configuration(chosen.digest);
    if (isArtifact(configuration)) return configuration;
    return { kind: "image", platforms: found.map(({ platform }) => platform), configuration };
  }

  #single(found: ImageConfiguration | Artifact): ImageContents | Artifact {
    if (isArtifact(found)) return found;
    return { kind: "image", platforms: [found.platform], configuration: found };
  }

  /** The images of an index and of those that it lists; what the manifest is where it is no index. */
  async #candidates(
    digest: string,
    mediaType: string,
    level: number,
  ): Promise<Candidate[] | ImageConfiguration | Artifact> {
    const manifest = readManifest(await this.#content("manifests", digest), mediaType);
    if (manifest.kind === "artifact") return manifest;
    if (manifest.kind === "image") return this.#readConfiguration(manifest.configuration);
    if (level === MAX_LEVELS) {
      throw new RegistryFailure(
        `the registry "${this.host.name}" has an index of indexes of indexes for it`,
        "Push the image again with one index.",
      );
    }
    const told = manifest.entries.filter(({ platform }) => platform !== undefined);
    const untold = manifest.entries.filter(({ platform }) => platform === undefined);
    const read = await Promise.all(
      untold.slice(0, MAX_UNTOLD).map((entry) => this.#untold(entry, level)),
    );
    return [...told.map(({ digest, platform }) => ({ digest, platform })), ...read.flat()];
  }

  async #untold({ digest }: IndexEntry, level: number): Promise<Candidate[]> {
    const found = await this.#candidates(digest, "", level + 1);
    if (Array.isArray(found)) return found;
    return isArtifact(found) ? [] : [{ digest, platform: found.platform }];
  }

  async #configuration(digest: string): Promise<ImageConfiguration | Artifact> {
    const manifest = readManifest(await this.#content("manifests", digest), "");
    if (manifest.kind === "image") return this.#readConfiguration(manifest.configuration);
    return manifest.kind === "artifact"
      ? manifest
      : { kind: "artifact", what: "an index in place of an image" };
  }

  async #readConfiguration(digest: string): Promise<ImageConfiguration> {
    const configuration = readConfiguration(await this.#content("blobs", digest));
    if (configuration !== undefined) return configuration;
    throw new RegistryFailure(
      `the registry "${this.host.name}" answered with something that is not the configuration of an image`,
      "Push the image again.",
    );
  }

  #content(kind: "manifests" | "blobs", digest: string): Promise<Buffer> {
    return this.deadline.until(this.host.contents.of(this.repository, kind, digest));
  }
}

function isArtifact(found: ImageConfiguration | Artifact): found is Artifact {
  return "kind" in found;
}
