import { servicesOn } from "../platforms";
import { type Path, problemAt, quote } from "../problem";
import type { Rule, Subject } from "./rule";

/**
 * The registries from which Cloud Run pulls (https://cloud.google.com/run/docs/deploying#images): Artifact
 * Registry, also under the names of Container Registry, and what is public in Docker Hub and in GitHub's.
 */
const sources: readonly RegExp[] = [
  /^([a-z0-9-]+-)?docker\.pkg\.dev$/,
  /^([a-z0-9-]+\.)?gcr\.io$/,
  /^docker\.io$/,
  /^ghcr\.io$/,
];

/**
 * The registry that an image names: what stands before the first slash, where it looks like a host and not
 * like the first part of a name in Docker Hub. Without a user and password, which do not belong there.
 */
function registryOf(image: string): string | undefined {
  const [first = "", ...rest] = image.split("/");
  const isHost = rest.length > 0 && (/[.:@]/.test(first) || first === "localhost");
  return isHost ? first.slice(first.lastIndexOf("@") + 1) : undefined;
}

/** The images that Cloud Run runs: those of its services, and that of the collector to which they send. */
function imagesOf(file: Subject["file"]): (readonly [Path, string | undefined])[] {
  const services = servicesOn("cloud-run", file);
  const { destination, collector } = file["holdfast:telemetry"] ?? {};
  const collects =
    destination === "collector" && services.some(([, service]) => service.telemetry !== false);
  return [
    ...services.map(([name, { image }]) => [["holdfast:services", name, "image"], image] as const),
    ...(collects
      ? [[["holdfast:telemetry", "collector", "image"], collector?.image] as const]
      : []),
  ];
}

/** Cloud Run can pull each of its images from the registry that it names; nodes of a cluster pull from anywhere. */
export const imageSources: Rule = ({ file }) =>
  imagesOf(file).flatMap(([path, image]) => {
    const registry = image === undefined ? undefined : registryOf(image);
    if (registry === undefined || sources.some((source) => source.test(registry.toLowerCase()))) {
      return [];
    }
    return [
      problemAt(path, {
        found: `the registry ${quote(registry)}, from which Cloud Run does not pull`,
        allowed:
          'Artifact Registry ("<region>-docker.pkg.dev"), "gcr.io", or a public image of "docker.io" or "ghcr.io"',
        action:
          "Name the image through a remote repository of Artifact Registry that stands for this registry, or copy it into a repository.",
      }),
    ];
  });
