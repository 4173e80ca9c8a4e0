import type { ImageConfiguration, ImageContents, Platform, Reading } from "../registry/reading";
import { formatReference } from "../registry/reference";
import type { PolicyRegistry, WhenUnavailable } from "../registry/shared-registry";

/** What the registries of a case have, by reference in full. What is not listed may not be asked for. */
export interface ImageWorld {
  readonly images: Readonly<Record<string, Reading>>;
  /** Default: `block`. */
  readonly unavailable?: WhenUnavailable;
}

/** Registries that say what a case says. */
export function registryOf(world: unknown): PolicyRegistry {
  const { images, unavailable = "block" } = world as ImageWorld;
  return {
    whenUnavailable: unavailable,
    lookup: async (reference) => {
      throw new Error(`Nothing is to be looked up, but "${formatReference(reference)}" is.`);
    },
    read: async (reference) => {
      const reading = images[formatReference(reference)];
      if (reading === undefined) {
        throw new Error(`The case says nothing of "${formatReference(reference)}".`);
      }
      return reading;
    },
  };
}

/**
 * An image with a proper start and a numeric user, but for what a case changes.
 *
 * @param platforms As `os/architecture`. Default: `linux/amd64`.
 */
export function imageWith(
  changes: Partial<ImageConfiguration> = {},
  platforms: readonly string[] = ["linux/amd64"],
): ImageContents {
  const all = platforms.map(platformOf);
  const [first] = all;
  return {
    kind: "image",
    platforms: all,
    configuration: {
      ...(first === undefined ? {} : { platform: first }),
      entrypoint: ["/server"],
      command: [],
      user: "65532",
      ports: [],
      environment: new Map(),
      ...changes,
    },
  };
}

function platformOf(text: string): Platform {
  const [os = "", architecture = ""] = text.split("/");
  return { os, architecture };
}
