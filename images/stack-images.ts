import { parse } from "yaml";
import type { Setting } from "./edit";

/** The images of a stack file. */
export interface StackImages {
  /** By service, in the order of the file. */
  readonly images: ReadonlyMap<string, string>;
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

const SERVICES = "holdfast:services";
const RELEASE = "holdfast:release";

/**
 * Reads the images of a stack file, and nothing else of it: what is wrong elsewhere must not stop a rollback.
 *
 * @param file Name of the file, to speak of it.
 * @throws {Error} with everything that is wrong with the images.
 */
export function readStackImages(text: string, file: string): StackImages {
  const config = mapOf(mapOf(parsed(text, file)).config);
  const services = Object.entries(mapOf(config[SERVICES]));
  if (services.length === 0) throw new Error(`"${file}" has no services.`);
  const release = mapOf(config[RELEASE]);
  const problems: string[] = [];
  const images = new Map<string, string>();
  for (const [service, value] of services) {
    const { image } = mapOf(value);
    if (typeof image === "string") images.set(service, image);
    else problems.push(`  services.${service}.image is not a text.`);
  }
  const previous = new Map<string, string>();
  for (const [service, image] of Object.entries(mapOf(release.previous))) {
    if (typeof image === "string") previous.set(service, image);
    else problems.push(`  release.previous.${service} is not a text.`);
  }
  if (problems.length > 0) throw new Error(`"${file}" cannot be read:\n${problems.join("\n")}`);
  return { images, previous, pinned: release.pinning === "digest" };
}

/** The places of a stack file that a change is written to. */
export function settingsOf(changes: readonly ImageChange[]): readonly Setting[] {
  return changes.flatMap(({ service, to, previous }) => [
    { path: ["config", SERVICES, service, "image"], value: to },
    ...(previous === undefined
      ? []
      : [{ path: ["config", RELEASE, "previous", service], value: previous }]),
  ]);
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
