import { Place } from "../../framework/place";
import type { Named } from "../../framework/subject";
import { objectKind } from "../kubernetes/object-kind";
import { initRole, podSpecPath } from "./kubernetes";
import type { ContainerRole } from "./workload";

/** One container of a pod, with everything that the program says of it. */
export interface PodContainer {
  readonly place: Place;
  readonly role: ContainerRole;
}

/** The specification of the pods of one workload of Kubernetes, with everything that the program says of it. */
export interface PodSpec {
  readonly group: string;
  /** Such as `Deployment`. */
  readonly kind: string;
  /** Whether the program patches what is there, so that what is missing here may be there. */
  readonly isPatch: boolean;
  /** The workload, or the item of a List. */
  readonly object: Place;
  readonly spec: Place;
  /** Those that can be read. */
  readonly containers: readonly PodContainer[];
  /** Places that should hold containers, or the specification itself, and cannot be read now. */
  readonly unread: readonly Place[];
}

const LISTS: readonly (readonly [string, (container: Place) => ContainerRole])[] = [
  ["initContainers", initRole],
  ["containers", () => "main"],
  ["ephemeralContainers", () => "ephemeral"],
];

/** Reads the specifications of pods in a resource: one, one for each item of a List, none for any other type. */
export function readPodSpecs(resource: Named): readonly PodSpec[] {
  const type = objectKind(resource.type);
  const path = type === undefined ? undefined : podSpecPath(type.group, type.kind);
  if (type === undefined || path === undefined) {
    return [];
  }
  const root = new Place(resource.props);
  const items = root.at("items");
  const objects =
    type.form === "list" && items.unknownReason() === undefined
      ? items.entries()
      : [type.form === "list" ? items : root];
  return objects.map((object) => {
    const spec = object.at(...path);
    return {
      group: type.group,
      kind: type.kind,
      isPatch: type.form === "patch",
      object,
      spec,
      ...readContainers(spec),
    };
  });
}

function readContainers(spec: Place): Pick<PodSpec, "containers" | "unread"> {
  if (spec.unknownReason() !== undefined) {
    return { containers: [], unread: [spec] };
  }
  const lists = LISTS.map(([key, role]) => ({ list: spec.at(key), role }));
  return {
    containers: lists.flatMap(({ list, role }) =>
      list
        .entries()
        .filter((place) => place.record() !== undefined)
        .map((place) => ({ place, role: role(place) })),
    ),
    unread: lists
      .flatMap(({ list }) => [list, ...list.entries()])
      .filter((place) => place.unknownReason() !== undefined),
  };
}

/** Tells whether the pods run on Windows, where settings of Linux are refused. */
export function isWindows({ spec }: PodSpec): boolean {
  return (
    spec.at("os", "name").value === "windows" ||
    spec.at("nodeSelector", "kubernetes.io/os").value === "windows"
  );
}

/** Namespaces of the cluster's own, in which the platform runs what needs its nodes. */
const SYSTEM_NAMESPACE = /^(?:kube-system|kube-node-lease|gke-[a-z0-9-]+|gmp-system)$/;

/** Tells whether a workload is one of the cluster's own. */
export function isOfTheCluster({ object }: PodSpec): boolean {
  const namespace = object.at("metadata", "namespace").value;
  return typeof namespace === "string" && SYSTEM_NAMESPACE.test(namespace);
}
