import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, Unknown, type Value } from "../framework/value";
import { compareVersions, showVersion } from "../models/version/version";
import type { ImageRegistry } from "../registry/lookup";
import {
  formatRepository,
  type ImageReference,
  InvalidReference,
  parseReference,
  showReference,
} from "../registry/reference";
import { isIndependent } from "./independent";

/** An image that a workload uses. */
export interface ImageUse {
  /** Property path of the image. */
  readonly path: string;
  readonly reference: ImageReference;
  /** As it is written, fit to be shown. */
  readonly shown: string;
}

/** A workload with the images that it shares with others of its application. */
export interface VersionedWorkload {
  /** The words for it, such as `Deployment "api"`. */
  readonly subject: string;
  readonly urn: string;
  readonly images: readonly ImageUse[];
  /** Where it is: workloads in different places are of different applications. */
  readonly place: Value<string>;
  /** The application within the place; undefined where nothing says it, which may be any. */
  readonly application: Value<string> | undefined;
  /** The track or colour that it is of, for versions that run side by side on purpose. */
  readonly track: Value<string> | undefined;
}

/** The images of one workload that are the application's own. Texts that are no reference are for `image-exists` to refuse. */
export function ownImages(
  images: readonly { readonly path: string; readonly image: Value<string> }[],
  independent: readonly string[],
): readonly ImageUse[] {
  return images.flatMap(({ path, image }) => {
    const reference = isKnown(image) ? parseReference(image) : undefined;
    return reference === undefined ||
      !isKnown(image) ||
      reference instanceof InvalidReference ||
      isIndependent(reference, independent)
      ? []
      : [{ path, reference, shown: `"${showReference(image)}"` }];
  });
}

/** What is wrong within one workload: containers that name two versions of one image. */
export async function checkWorkload(
  images: readonly ImageUse[],
  registry: ImageRegistry,
): Promise<readonly Finding[]> {
  const findings = await Promise.all(
    images.map(async (use, index) => {
      const earlier = images.slice(0, index).find((other) => sameRepository(use, other));
      return earlier === undefined
        ? []
        : compare(use, earlier, `"${earlier.path}" names ${earlier.shown}`, registry);
    }),
  );
  return findings.flat();
}

/** A finding about a workload. */
export interface WorkloadFinding {
  readonly subject: string;
  readonly urn: string;
  readonly finding: Finding;
}

/**
 * What is wrong between workloads: versions of one image that are not the one which most workloads of the application
 * name, or, of as many, which the first names, by the order of their URNs: that in which the engine lists them varies.
 */
export async function checkWorkloads(
  workloads: readonly VersionedWorkload[],
  registry: ImageRegistry,
): Promise<readonly WorkloadFinding[]> {
  const inOrder = [...workloads].sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const uses = inOrder.flatMap((workload) => workload.images.map((use) => ({ workload, use })));
  const byRepository = new Map<string, Used[]>();
  for (const used of uses) {
    const repository = formatRepository(used.use.reference);
    byRepository.set(repository, [...(byRepository.get(repository) ?? []), used]);
  }
  const sharing = [...byRepository.values()].filter((all) => versions(all).size > 1);
  const findings = await Promise.all(
    sharing.flatMap((all) => all.map((one) => findingsAbout(one, all, registry))),
  );
  return findings.flat();
}

interface Used {
  readonly workload: VersionedWorkload;
  readonly use: ImageUse;
}

async function findingsAbout(
  one: Used,
  all: readonly Used[],
  registry: ImageRegistry,
): Promise<readonly WorkloadFinding[]> {
  const together = all.filter(({ workload }) => !areApart(one.workload, workload));
  const counts = versions(together);
  const most = Math.max(...counts.values());
  const leading = together.find((used) => counts.get(versionOf(used)) === most);
  if (leading === undefined || versionOf(leading) === versionOf(one)) return [];
  // What stands within one workload is judged with the workload.
  if (leading.workload.urn === one.workload.urn) return [];
  const { subject, urn } = one.workload;
  const { workload, use } = leading;
  const named = `${workload.subject} of the same application names ${use.shown}`;
  const found = await compare(one.use, use, named, registry);
  const unsure = unsureWhetherTogether(one.workload, workload);
  return found.map((finding) => ({
    subject,
    urn,
    finding:
      unsure === undefined
        ? finding
        : undetermined(
            finding.path,
            `names ${one.use.shown}, and ${workload.subject} ${use.shown}, but whether both are of one application could not be verified: what tells it ${unsure.reason}. Give it as a literal.`,
          ),
  }));
}

/** The versions that are named, each with how often. */
function versions(all: readonly Used[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const used of all) counts.set(versionOf(used), (counts.get(versionOf(used)) ?? 0) + 1);
  return counts;
}

function versionOf({ use }: Used): string {
  return showVersion(use.reference);
}

async function compare(
  use: ImageUse,
  other: ImageUse,
  named: string,
  registry: ImageRegistry,
): Promise<readonly Finding[]> {
  const comparison = await compareVersions(use.reference, other.reference, registry);
  switch (comparison.is) {
    case "same":
      return [];
    case "different":
      return [
        violation(
          use.path,
          `names ${use.shown}, but ${named}. Let all containers of one application name one version of an image.`,
        ),
      ];
    case "undetermined":
      return [
        undetermined(
          use.path,
          `names ${use.shown}, and ${named}; whether both are one version could not be verified: ${comparison.reason}. Write both in the same way.`,
        ),
      ];
  }
}

/** Workloads that are known not to be of one application, or of two tracks of it. */
function areApart(left: VersionedWorkload, right: VersionedWorkload): boolean {
  if (left === right) return false;
  const { place, application, track } = left;
  return (
    differ(place, right.place) ||
    (application !== undefined &&
      right.application !== undefined &&
      differ(application, right.application)) ||
    differ(track, right.track)
  );
}

function differ(left: Value<string> | undefined, right: Value<string> | undefined): boolean {
  return isKnown(left) && isKnown(right) && left !== right;
}

/** What cannot be read now of that which tells whether two workloads are of one application. */
function unsureWhetherTogether(
  left: VersionedWorkload,
  right: VersionedWorkload,
): Unknown | undefined {
  return [left, right]
    .flatMap(({ place, application, track }) => [place, application, track])
    .find((value) => value instanceof Unknown);
}

function sameRepository(left: ImageUse, right: ImageUse): boolean {
  return formatRepository(left.reference) === formatRepository(right.reference);
}
