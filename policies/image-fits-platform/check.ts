import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, type Value } from "../framework/value";
import { isFinding, type NamedImage, readable } from "../models/image/container-image";
import type { NodePlatforms } from "../models/workload/node-platform";
import { type Platform, samePlatform, showPlatform } from "../registry/reading";
import type { PolicyRegistry } from "../registry/shared-registry";

const WHAT = "the platform that it is for";

/** Platforms of an image that are named before the rest is counted. */
const MAX_SHOWN = 5;

/**
 * What is wrong with the platforms of one image: nothing, or one finding.
 *
 * @param path Property path of the image.
 * @param nodes Where the container may come to run.
 */
export function checkPlatform(
  path: string,
  image: Value<NamedImage>,
  nodes: Value<NodePlatforms>,
  registry: PolicyRegistry,
): readonly Finding[] {
  const read = readable(path, image, WHAT, registry);
  if (isFinding(read)) return [read];
  const { shown, contents } = read;
  if (contents.kind === "artifact") {
    const message = `names ${shown}, which is ${contents.what} and no image, so it fits no platform. Name an image.`;
    return [undetermined(path, message)];
  }
  const told = contents.platforms.filter((platform) => platform !== undefined);
  if (!isKnown(nodes)) {
    const message = `names ${shown}, which is for ${list(told)}, but where it is to run could not be verified: ${nodes.reason}. Give the architecture of the nodes as a literal.`;
    return [undetermined(path, message)];
  }
  const lacking = nodes.platforms.filter(
    (wanted) => !told.some((platform) => samePlatform(platform, wanted)),
  );
  const [wanted] = lacking;
  if (wanted === undefined) return [];
  if (told.length < contents.platforms.length) {
    const message = `names ${shown}, which does not say for which platform it is. Build it with a tool that does.`;
    return [undetermined(path, message)];
  }
  const target = lacking.map(showPlatform).join(",");
  const action = `Build it for that platform too, as "docker buildx build --platform ${target}" does${otherNodes(nodes, told)}.`;
  if (nodes.uncertain !== undefined) {
    const message = `names ${shown}, which is for ${list(told)}, and may not fit: ${nodes.uncertain}. ${action}`;
    return [undetermined(path, message)];
  }
  return [
    violation(
      path,
      `names ${shown}, which is for ${list(told)}, but not for ${list(lacking)}, ${nodes.because}. ${action}`,
    ),
  ];
}

/** The other way out, where the platform of the workload can be chosen. */
function otherNodes({ selectable }: NodePlatforms, [first]: readonly Platform[]): string {
  return !selectable || first === undefined
    ? ""
    : `, or ask for nodes that fit with the node selector "kubernetes.io/arch: ${first.architecture}"`;
}

function list(platforms: readonly Platform[]): string {
  const names = [...new Set(platforms.map(showPlatform))].map((name) => `"${name}"`);
  const more = names.length - MAX_SHOWN;
  const shown = names.slice(0, MAX_SHOWN).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
