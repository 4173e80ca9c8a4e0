import { RegistryClient } from "./client";
import { parseDuration } from "./duration";
import type { Lookup } from "./lookup";
import { parseMirrors } from "./mirrors";
import type { Platform, ReadableRegistry, Reading } from "./reading";
import type { ImageReference } from "./reference";

/** What to do where a registry gave no answer: stop the run, or show it and go on. */
export type WhenUnavailable = "block" | "warn";

/** How registries are asked, as a configuration says it. */
export interface RegistrySettings {
  /** From a prefix of references to the address of what stands in, see `parseMirrors`. */
  readonly mirrors: Readonly<Record<string, string>>;
  /** Such as `20s`. */
  readonly timeout: string;
  /** A whole number from 1. */
  readonly concurrency: number;
  readonly unavailable: WhenUnavailable;
}

/** What answers the policies that read images, and what they do when it gives no answer. */
export interface PolicyRegistry extends ReadableRegistry {
  readonly whenUnavailable: WhenUnavailable;
}

/**
 * The registries as all policies of a run ask them: with the settings of `image-exists`, which is the first of them, and
 * with one client, so that nothing is asked twice.
 */
export class SharedRegistry implements PolicyRegistry {
  readonly #clients = new Map<string, ReadableRegistry>();
  #client: ReadableRegistry | undefined;
  #whenUnavailable: WhenUnavailable = "block";

  /** Takes settings, and gives the client for them; settings that are the same again lead to the same client. */
  configure(settings: RegistrySettings): ReadableRegistry {
    const { mirrors, timeout, concurrency, unavailable } = settings;
    const key = JSON.stringify([mirrors, timeout, concurrency]);
    const client =
      this.#clients.get(key) ??
      new RegistryClient({
        mirrors: parseMirrors(mirrors),
        timeout: parseDuration(timeout),
        concurrency,
        reads: true,
      });
    this.#clients.set(key, client);
    this.#client = client;
    this.#whenUnavailable = unavailable;
    return client;
  }

  get whenUnavailable(): WhenUnavailable {
    return this.#whenUnavailable;
  }

  /** Without settings nobody is asked: in a network with mirrors the registries themselves may not be. */
  async lookup(reference: ImageReference): Promise<Lookup> {
    return this.#client?.lookup(reference) ?? { kind: "unavailable", ...NOBODY };
  }

  async read(reference: ImageReference, platform: Platform): Promise<Reading> {
    return this.#client?.read(reference, platform) ?? { kind: "unreadable", ...NOBODY };
  }
}

const NOBODY = {
  reason:
    'is not asked for, because the policy "image-exists", which says how registries are asked, is disabled',
  action: 'Give that policy the level "advisory" at least.',
};

/** That of the pack. */
export const sharedRegistry = new SharedRegistry();
