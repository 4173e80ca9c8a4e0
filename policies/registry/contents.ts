import { createHash } from "node:crypto";
import { Deadline } from "./deadline";
import { denied } from "./denial";
import { RegistryFailure } from "./failure";
import { MANIFEST_ACCEPT, MAX_MANIFEST_BYTES, unexpectedStatus } from "./manifest";
import type { RegistryAnswer, RegistryHost } from "./registry-host";

/** Largest configuration that is read. Those of real images have a few kilobytes. */
const MAX_CONFIGURATION_BYTES = 8 * 1024 * 1024;

const DIGEST = /^(sha256|sha384|sha512):[0-9a-f]{64,128}$/;

/** What a digest can name, by the path at which registries keep it. */
export type ContentKind = "manifests" | "blobs";

const KINDS: Readonly<
  Record<ContentKind, { word: string; accept: string; maxBytes: number; most: string }>
> = {
  manifests: {
    word: "manifest",
    accept: MANIFEST_ACCEPT,
    maxBytes: MAX_MANIFEST_BYTES,
    most: "4 MiB",
  },
  blobs: {
    word: "configuration",
    accept: "*/*",
    maxBytes: MAX_CONFIGURATION_BYTES,
    most: "8 MiB",
  },
};

/** The manifests and configurations of one host that were asked for by digest; each is asked for once. */
export class Contents {
  readonly #kept = new Map<string, Promise<Buffer>>();

  /** @param timeout Longest wait for one of them, in milliseconds. */
  constructor(
    private readonly host: RegistryHost,
    private readonly timeout: number,
  ) {}

  /**
   * The bytes that a digest names, which are checked against it.
   *
   * @throws RegistryFailure when they cannot be had.
   */
  of(repository: string, kind: ContentKind, digest: string): Promise<Buffer> {
    const key = `${repository}/${kind}/${digest}`;
    const content = this.#kept.get(key) ?? this.#fetch(repository, kind, digest);
    this.#kept.set(key, content);
    return content;
  }

  /** Keeps bytes that were read otherwise and are what the digest names, so that nobody asks for them. */
  keep(repository: string, kind: ContentKind, digest: string, bytes: Buffer): void {
    this.#kept.set(`${repository}/${kind}/${digest}`, Promise.resolve(bytes));
  }

  async #fetch(repository: string, kind: ContentKind, digest: string): Promise<Buffer> {
    const [, algorithm] = DIGEST.exec(digest) ?? [];
    const { word, accept, maxBytes } = KINDS[kind];
    if (algorithm === undefined) {
      throw new RegistryFailure(
        `the registry "${this.host.name}" names a ${word} by something that is not a digest`,
        "Push the image again.",
      );
    }
    const deadline = new Deadline(this.timeout, this.host.name);
    try {
      const answer = await this.host.ask(
        { method: "GET", repository, path: `${kind}/${digest}`, accept, maxBytes },
        deadline,
      );
      const body = this.#body(answer, kind, digest);
      if (digest === `${algorithm}:${createHash(algorithm).update(body).digest("hex")}`) {
        return body;
      }
    } finally {
      deadline.clear();
    }
    throw new RegistryFailure(
      `the registry "${this.host.name}" answered with another ${word} than the digest names`,
      "Do not deploy from this registry before it is corrected.",
    );
  }

  #body({ http, access }: RegistryAnswer, kind: ContentKind, digest: string): Buffer {
    const { word, most } = KINDS[kind];
    const { name } = this.host;
    if (http.status === 200 && http.complete) return http.body;
    if (http.status === 200) {
      throw new RegistryFailure(
        `the registry "${name}" has a ${word} of more than ${most} for it`,
        "Build the image anew.",
      );
    }
    if (http.url.origin !== this.host.origin.origin) {
      throw new RegistryFailure(
        `"${http.url.host}", where the registry "${name}" keeps the ${word}, answered HTTP ${http.status}`,
        "Try again, and check that the network reaches that host.",
      );
    }
    if (http.status === 404) {
      throw new RegistryFailure(
        `the registry "${name}" has the image, but not its ${word} "${digest}"`,
        "Push the image again.",
      );
    }
    if (http.status === 401 || http.status === 403) throw denied(name, http.status, access);
    throw unexpectedStatus(name, http);
  }
}
