import type { CredentialStore } from "./credentials/credentials";
import { UserCredentials } from "./credentials/store";
import { Deadline } from "./deadline";
import { RegistryFailure } from "./failure";
import { ImageReader } from "./image-reader";
import type { Lookup } from "./lookup";
import { type Endpoint, endpointOf, type Mirror } from "./mirrors";
import { type Platform, type ReadableRegistry, type Reading, showPlatform } from "./reading";
import { formatReference, type ImageReference } from "./reference";
import { RegistryHost } from "./registry-host";
import { RepositoryLookup } from "./repository-lookup";
import { Transport } from "./transport";

/** How to ask registries. */
export interface RegistryClientOptions {
  /** Stand-ins for registries, the longest prefix first, see `parseMirrors`. */
  readonly mirrors: readonly Mirror[];
  /** Longest time for one reference, and again for reading its image, from when its turn has come, in milliseconds. */
  readonly timeout: number;
  /** Most lookups at the same time on one host; a whole number from 1. */
  readonly concurrency: number;
  /**
   * Whether the images are read that are found, as the policies of the pack do. Then the manifest is asked for at once. Else
   * the question is HEAD, which costs no pull at Docker Hub. Default: false.
   */
  readonly reads?: boolean;
  /** Where the variables for proxies, Docker and Google are. Default: those of this process. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * A client of the OCI distribution API (https://github.com/opencontainers/distribution-spec) for one run: each distinct
 * reference is looked up once and its image read once, whatever came of it, and hosts, tokens and credentials are shared.
 */
export class RegistryClient implements ReadableRegistry {
  readonly #lookups = new Map<string, Promise<Lookup>>();
  readonly #readings = new Map<string, Promise<Reading>>();
  readonly #hosts = new Map<string, RegistryHost>();
  readonly #transport: Transport;
  readonly #credentials: CredentialStore;

  constructor(private readonly options: RegistryClientOptions) {
    const environment = options.environment ?? process.env;
    this.#transport = new Transport(environment);
    this.#credentials = new UserCredentials(environment);
  }

  lookup(reference: ImageReference): Promise<Lookup> {
    const key = formatReference(reference);
    const lookup = this.#lookups.get(key) ?? this.#lookUp(reference);
    this.#lookups.set(key, lookup);
    return lookup;
  }

  read(reference: ImageReference, platform: Platform): Promise<Reading> {
    const key = `${formatReference(reference)} ${showPlatform(platform)}`;
    const reading = this.#readings.get(key) ?? this.#read(reference, platform);
    this.#readings.set(key, reading);
    return reading;
  }

  async #lookUp(reference: ImageReference): Promise<Lookup> {
    const lookup = await this.#ask(reference, (...repository) =>
      new RepositoryLookup(...repository, this.options.reads ? "GET" : "HEAD").of(reference),
    );
    return lookup instanceof RegistryFailure ? lookup.unavailable : lookup;
  }

  async #read(reference: ImageReference, platform: Platform): Promise<Reading> {
    const lookup = await this.lookup(reference);
    if (lookup.kind !== "exists") return lookup;
    const reading = await this.#ask(reference, (...repository) =>
      new ImageReader(...repository).read(lookup, platform),
    );
    if (!(reading instanceof RegistryFailure)) return reading;
    return { kind: "unread", reason: reading.reason, action: reading.action };
  }

  /** Asks the repository that a reference names, when its host's turn has come, within one deadline. */
  async #ask<T>(
    reference: ImageReference,
    question: (host: RegistryHost, repository: string, deadline: Deadline) => Promise<T>,
  ): Promise<T | RegistryFailure> {
    try {
      const endpoint = endpointAddress(reference, this.options.mirrors);
      const host = this.#host(endpoint.origin);
      return await host.inTurn(async () => {
        const deadline = new Deadline(this.options.timeout, host.name);
        try {
          return await question(host, endpoint.repository, deadline);
        } finally {
          deadline.clear();
        }
      });
    } catch (error) {
      if (error instanceof RegistryFailure) return error;
      throw error;
    }
  }

  #host(origin: URL): RegistryHost {
    const known = this.#hosts.get(origin.origin);
    if (known !== undefined) return known;
    const { timeout, concurrency } = this.options;
    const host = new RegistryHost(origin, this.#transport, this.#credentials, timeout, concurrency);
    this.#hosts.set(origin.origin, host);
    return host;
  }
}

/** @throws RegistryFailure where the host, though of the right form, is no address. */
function endpointAddress(reference: ImageReference, mirrors: readonly Mirror[]): Endpoint {
  try {
    return endpointOf(reference, mirrors);
  } catch {
    throw new RegistryFailure(
      `"${reference.host}" is not an address that can be asked`,
      "Correct the host and the port in the image reference.",
    );
  }
}
