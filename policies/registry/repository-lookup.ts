import { closestTags } from "./closest-tags";
import type { Deadline } from "./deadline";
import { RegistryFailure } from "./failure";
import type { Exists, Lookup, Missing } from "./lookup";
import {
  isIndex,
  listedDigests,
  MANIFEST_ACCEPT,
  MAX_MANIFEST_BYTES,
  type ManifestAnswer,
  readGetAnswer,
  readHeadAnswer,
  tellsDigest,
} from "./manifest";
import { type ImageReference, manifestName } from "./reference";
import type { RegistryAnswer, RegistryHost } from "./registry-host";
import type { TagList } from "./tag-list";

/** Most tags that a missing one is answered with. */
const MAX_CLOSEST_TAGS = 5;

/** The questions about one reference to one repository, within one deadline. */
export class RepositoryLookup {
  /**
   * @param repository Name of the repository on the host that is asked.
   * @param first How the reference is asked for. What GET brings is kept for who reads the image.
   */
  constructor(
    private readonly host: RegistryHost,
    private readonly repository: string,
    private readonly deadline: Deadline,
    private readonly first: "GET" | "HEAD",
  ) {}

  /** @throws RegistryFailure when the registry does not say whether it has what is referred to. */
  async of(reference: ImageReference): Promise<Lookup> {
    const name = manifestName(reference);
    const answer = await (this.first === "GET" ? this.#readFirst(name) : this.#manifest(name));
    switch (answer.kind) {
      case "present":
        return this.#exists(reference, answer.digest, answer.mediaType);
      case "absent":
        return this.#missing(reference, answer.repositoryUnknown);
      case "denied":
        if (answer.status === 403) return this.#missingIfNotListed(reference, answer.failure);
        throw answer.failure;
    }
  }

  async #exists(reference: ImageReference, digest: string, mediaType: string): Promise<Exists> {
    const exists: Exists = { kind: "exists", digest, mediaType };
    if (reference.digest === undefined || reference.tag === undefined) return exists;
    // What the digest names is what runs, so a question about the tag that gets no answer changes nothing.
    const tagDrift = await unlessUnanswered(this.#tagDrift(reference.tag, reference.digest));
    return tagDrift === undefined ? exists : { ...exists, tagDrift };
  }

  async #tagDrift(tag: string, digest: string): Promise<Exists["tagDrift"]> {
    const now = await this.#manifest(tag);
    if (now.kind === "absent") return { kind: "gone" };
    if (now.kind === "denied" || now.digest === digest) return undefined;
    // The digest of one platform's image is as good a name for what the tag holds as that of the index.
    if (isIndex(now.mediaType) && (await this.#indexLists(now.digest, digest))) return undefined;
    return { kind: "moved", digest: now.digest };
  }

  async #indexLists(index: string, digest: string): Promise<boolean> {
    const { http } = await this.#ask("GET", index);
    return listedDigests(http.body).includes(digest);
  }

  async #missing(reference: ImageReference, repositoryUnknown: boolean): Promise<Missing> {
    if (repositoryUnknown) return { kind: "missing", what: "repository", closestTags: [] };
    if (reference.digest !== undefined) return this.#missingDigest(reference.tag);
    return missingTag(manifestName(reference), await this.#tags());
  }

  async #missingDigest(tag: string | undefined): Promise<Missing> {
    const now = tag === undefined ? undefined : await unlessUnanswered(this.#manifest(tag));
    const digestOfTag = now?.kind === "present" ? { digestOfTag: now.digest } : {};
    return { kind: "missing", what: "digest", closestTags: [], ...digestOfTag };
  }

  /** Artifactory says 403 of a tag that does not exist. Where the list of tags may be read, it tells. */
  async #missingIfNotListed(reference: ImageReference, failure: RegistryFailure): Promise<Missing> {
    if (reference.digest !== undefined) throw failure;
    const tag = manifestName(reference);
    const list = await this.#tags();
    if (list?.kind !== "tags" || !list.complete || list.tags.includes(tag)) throw failure;
    return missingTag(tag, list);
  }

  #tags(): Promise<TagList | undefined> {
    return unlessUnanswered(this.deadline.until(this.host.tagLists.of(this.repository)));
  }

  async #manifest(name: string): Promise<ManifestAnswer> {
    const head = await this.#ask("HEAD", name);
    const question = { name, registry: this.host.name };
    const told = readHeadAnswer({ ...question, access: head.access }, head.http);
    if (told !== undefined) return told;
    return this.#read(name);
  }

  async #readFirst(name: string): Promise<ManifestAnswer> {
    const answer = await this.#ask("GET", name);
    return tellsDigest(answer.http) ? this.#readAndKeep(name, answer) : this.#manifest(name);
  }

  async #read(name: string): Promise<ManifestAnswer> {
    return this.#readAndKeep(name, await this.#ask("GET", name));
  }

  #readAndKeep(name: string, { http, access }: RegistryAnswer): ManifestAnswer {
    const answer = readGetAnswer({ name, registry: this.host.name, access }, http);
    if (answer.kind === "present") {
      this.host.contents.keep(this.repository, "manifests", answer.digest, http.body);
    }
    return answer;
  }

  #ask(method: "GET" | "HEAD", name: string): Promise<RegistryAnswer> {
    return this.host.ask(
      {
        method,
        repository: this.repository,
        path: `manifests/${name}`,
        accept: MANIFEST_ACCEPT,
        maxBytes: MAX_MANIFEST_BYTES,
      },
      this.deadline,
    );
  }
}

function missingTag(tag: string, list: TagList | undefined): Missing {
  switch (list?.kind) {
    case "tags":
      return {
        kind: "missing",
        what: "tag",
        closestTags: closestTags(tag, list.tags, MAX_CLOSEST_TAGS),
        ...(list.complete ? { tagCount: list.tags.length } : {}),
      };
    case "repository-unknown":
      return { kind: "missing", what: "repository", closestTags: [] };
    default:
      return { kind: "missing", what: "tag", closestTags: [] };
  }
}

/** The answer to a question that only adds to what is known already; undefined where the registry gives none. */
async function unlessUnanswered<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RegistryFailure) return undefined;
    throw error;
  }
}
