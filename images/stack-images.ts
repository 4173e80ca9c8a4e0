import { parse } from "yaml";
import { type ImageHome, imageOfVersion, versionOfImage } from "../config/images";
import { type ReadFile, readServices, servicesFileOf, servicesKey } from "../config/services-file";
import type { Setting } from "./edit";

/** The images of a stack file. */
export interface StackImages {
  /** By service, in the order of the file; that of a version where the file gives one. */
  readonly images: ReadonlyMap<string, string>;
  /** The services of which the file gives a version in place of the image. */
  readonly versioned: ReadonlySet<string>;
  /** Where images of versions are; absent where the file does not say. */
  readonly home?: ImageHome;
  /** The file that holds the services; absent where the stack file itself does. */
  readonly servicesFile?: string;
  /** What was deployed before, by service. */
  readonly previous: ReadonlyMap<string, string>;
  /** Whether an image without a digest is refused. */
  readonly pinned: boolean;
}

/** What is to be written for one service. */
export interface ImageChange {
  readonly service: string;
  readonly from: string;
  readonly to: string;
  /** The image to go back to; absent where what is recorded stays. */
  readonly previous?: string;
}

const RELEASE = "holdfast:release";

function servicesText(file: string, servicesFile: string, readFile: ReadFile): string {
  try {
    return readServices(readFile, servicesFile);
  } catch (error) {
    throw new Error(`"${file}" names for its services ${(error as Error).message}.`);
  }
}

/**
 * Reads the images of a stack file, and nothing else of it: what is wrong elsewhere must not stop a rollback.
 *
 * @param file Name of the file, to speak of it.
 * @param readFile Reads the file of the services, where the stack file names one.
 * @throws {Error} with everything that is wrong with the images.
 */
export function readStackImages(text: string, file: string, readFile: ReadFile): StackImages {
  const config = mapOf(mapOf(parsed(text, file)).config);
  const servicesFile = servicesFileOf(config[servicesKey]);
  const services = Object.entries(
    servicesFile === undefined
      ? mapOf(config[servicesKey])
      : mapOf(parsed(servicesText(file, servicesFile, readFile), servicesFile)),
  );
  if (services.length === 0) throw new Error(`"${file}" has no services.`);
  const release = mapOf(config[RELEASE]);
  const problems: string[] = [];
  const images = new Map<string, string>();
  const versioned = new Set<string>();
  const home = homeOf(config);
  for (const [service, value] of services) {
    const { image, version } = mapOf(value);
    if (version === undefined) {
      if (typeof image === "string") images.set(service, image);
      else problems.push(`  services.${service}.image is not a text.`);
    } else if (image !== undefined) {
      problems.push(`  services.${service} has both image and version. Keep one of them.`);
    } else if (typeof version !== "string") {
      problems.push(`  services.${service}.version is not a text. Put it in quotes.`);
    } else if (home === undefined) {
      problems.push(
        `  services.${service}.version needs gcp:region, gcp:project and holdfast:registry.repository.`,
      );
    } else {
      images.set(service, imageOfVersion(home, service, version));
      versioned.add(service);
    }
  }
  const previous = new Map<string, string>();
  for (const [service, image] of Object.entries(mapOf(release.previous))) {
    if (typeof image === "string") previous.set(service, image);
    else problems.push(`  release.previous.${service} is not a text.`);
  }
  if (problems.length > 0) throw new Error(`"${file}" cannot be read:\n${problems.join("\n")}`);
  return {
    images,
    versioned,
    ...(servicesFile !== undefined && { servicesFile }),
    ...(home && { home }),
    previous,
    pinned: release.pinning === "digest",
  };
}

/**
 * The places of a stack file that a change is written to. A version stays one, unless the image is none of the stack's
 * own repository.
 */
export function settingsOf(
  changes: readonly ImageChange[],
  { versioned, home }: Pick<StackImages, "versioned" | "home">,
): readonly Setting[] {
  const place = (service: string, to: string): Setting => {
    const path = ["config", servicesKey, service];
    const version = home && versionOfImage(home, service, to);
    if (!versioned.has(service)) return { path: [...path, "image"], value: to };
    return version === undefined
      ? { path: [...path, "image"], value: to, insteadOf: "version" }
      : { path: [...path, "version"], value: version };
  };
  return changes.flatMap(({ service, to, previous }) => [
    place(service, to),
    ...(previous === undefined
      ? []
      : [{ path: ["config", RELEASE, "previous", service], value: previous }]),
  ]);
}

function homeOf(config: Readonly<Record<string, unknown>>): ImageHome | undefined {
  const { "gcp:region": region, "gcp:project": project } = config;
  const { repository } = mapOf(config["holdfast:registry"]);
  return typeof region === "string" && typeof project === "string" && typeof repository === "string"
    ? { region, project, repository }
    : undefined;
}

function parsed(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`"${file}" is not YAML: ${(error as Error).message.split("\n")[0]}`);
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
