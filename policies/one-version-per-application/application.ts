import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { subjectOf } from "../framework/subject";
import { isKnown, Unknown, type Value } from "../framework/value";
import { objectSubject } from "../models/kubernetes/object";
import type { ObjectIndex } from "../models/kubernetes/object-index";
import type { Pods } from "../models/kubernetes/pods";
import { isCloudRunWorkload } from "../models/workload/cloud-run";
import { imagesOf, type WorkloadImage } from "../models/workload/images";
import { readWorkloads } from "../models/workload/read-workloads";
import type { VersionedWorkload } from "./check";

const PART_OF = "app.kubernetes.io/part-of";

/** Labels by which versions that run side by side on purpose are told apart, as a canary from what is stable. */
const TRACKS = ["track", "slot", "color", "colour", "version"];

/** A workload of the stack before its images are read. */
export type LocatedWorkload = Omit<VersionedWorkload, "images"> & {
  readonly named: readonly WorkloadImage[];
};

/**
 * The workloads of a stack with the applications that they are of. On Kubernetes that is what `app.kubernetes.io/part-of`
 * says within a namespace of a cluster, else the namespace; on Cloud Run the project in one region.
 */
export function locateWorkloads(
  stack: readonly StackResource[],
  index: ObjectIndex,
): readonly LocatedWorkload[] {
  const order = new Map(stack.map(({ urn }, position) => [urn, position]));
  return [
    ...index.pods.map(ofPods),
    ...stack.filter(({ type }) => isCloudRunWorkload(type)).map(ofCloudRun),
  ].sort((left, right) => (order.get(left.urn) ?? 0) - (order.get(right.urn) ?? 0));
}

function ofPods({ object, labels, spec }: Pods): LocatedWorkload {
  const { resource, namespace = "" } = object;
  const label = (key: string) =>
    labels.get(key) ?? object.place.at("metadata", "labels", key).text() ?? undefined;
  return {
    subject: objectSubject(object),
    urn: resource.urn,
    named: imagesWithin(resource, spec.path),
    place: isKnown(namespace) ? `${resource.provider?.urn ?? ""} ${namespace}` : namespace,
    application: label(PART_OF),
    track: trackOf(label),
  };
}

function ofCloudRun(resource: StackResource): LocatedWorkload {
  const inputs = new Place(resource.inputs ?? resource.props);
  const outputs = new Place(resource.props);
  const text = (key: string) => inputs.at(key).text() ?? outputs.at(key).text() ?? "";
  const [project, location] = [text("project"), text("location")];
  return {
    subject: subjectOf(resource),
    urn: resource.urn,
    named: imagesWithin(resource, ""),
    place: isKnown(project)
      ? isKnown(location)
        ? `Cloud Run ${project} ${location}`
        : location
      : project,
    application: undefined,
    track: "",
  };
}

/** The images of the containers below a path; those in volumes are data. */
function imagesWithin(resource: StackResource, path: string): readonly WorkloadImage[] {
  const props = resource.inputs ?? resource.props;
  return readWorkloads({ ...resource, props })
    .map((workload) => ({ ...workload, volumeImages: [] }))
    .flatMap(imagesOf)
    .filter((image) => image.path.startsWith(path));
}

/** A label that says no more than a number is the version itself, and no track. */
function trackOf(label: (key: string) => Value<string> | undefined): Value<string> {
  for (const key of TRACKS) {
    const value = label(key);
    if (value instanceof Unknown) return value;
    if (value !== undefined && /^[a-z][a-z-]*$/i.test(value)) return `${key}=${value}`;
  }
  return "";
}
