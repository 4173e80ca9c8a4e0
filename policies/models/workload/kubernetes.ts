import { Place, unreadPlaces } from "../../framework/place";
import { type Named, shownName } from "../../framework/subject";
import { Unknown } from "../../framework/value";
import { type ContainerSpelling, readContainer } from "./container";
import type {
  Container,
  ContainerRole,
  EnvironmentReference,
  VolumeImage,
  Workload,
} from "./workload";

const IN_TEMPLATE = ["spec", "template", "spec"];

/** Where each kind keeps its pod specification, by API group. The core group has the group "core" or none. */
const POD_SPECS: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = new Map([
  [
    "core",
    new Map([
      ["Pod", ["spec"]],
      ["PodTemplate", ["template", "spec"]],
      ["ReplicationController", IN_TEMPLATE],
    ]),
  ],
  [
    "apps",
    new Map([
      ["Deployment", IN_TEMPLATE],
      ["StatefulSet", IN_TEMPLATE],
      ["DaemonSet", IN_TEMPLATE],
      ["ReplicaSet", IN_TEMPLATE],
    ]),
  ],
  [
    "extensions",
    new Map([
      ["Deployment", IN_TEMPLATE],
      ["DaemonSet", IN_TEMPLATE],
      ["ReplicaSet", IN_TEMPLATE],
    ]),
  ],
  [
    "batch",
    new Map([
      ["Job", IN_TEMPLATE],
      ["CronJob", ["spec", "jobTemplate", "spec", "template", "spec"]],
    ]),
  ],
  [
    "serving.knative.dev",
    new Map([
      ["Service", IN_TEMPLATE],
      ["Configuration", IN_TEMPLATE],
      ["Revision", ["spec"]],
    ]),
  ],
]);

const SPELLING: ContainerSpelling = {
  command: "command",
  environment: "env",
  reference: (variable) => readReference(variable.at("valueFrom")),
};

const REFERENCES: readonly {
  readonly key: string;
  readonly source: EnvironmentReference["source"];
}[] = [
  { key: "secretKeyRef", source: "secret" },
  { key: "configMapKeyRef", source: "config-map" },
  { key: "fieldRef", source: "field" },
  { key: "resourceFieldRef", source: "resource-field" },
];

/** What a type token says of a workload. */
interface Layout {
  readonly kind: string;
  readonly podSpec: readonly string[];
  readonly list: boolean;
}

/** Tells whether a type is a Kubernetes kind that runs containers, of any API version, its Patch twin or its List. */
export function isKubernetesWorkload(type: string): boolean {
  return layoutOf(type) !== undefined;
}

/**
 * Where a kind keeps the specification of its pods, such as `spec`, `template`, `spec`; undefined for a kind that has none.
 *
 * @param group API group; `core` for the one without a name.
 */
export function podSpecPath(group: string, kind: string): readonly string[] | undefined {
  return POD_SPECS.get(group)?.get(kind);
}

/** Reads a Kubernetes object; one workload for each item of a List, and none for any other type. */
export function readKubernetesWorkloads(resource: Named): readonly Workload[] {
  const layout = layoutOf(resource.type);
  if (layout === undefined) {
    return [];
  }
  const root = new Place(resource.props);
  const name = shownName(resource);
  if (!layout.list) {
    return [readObject(root, layout, name)];
  }
  const items = root.at("items");
  if (items.value instanceof Unknown) {
    return [readObject(items, layout, name)];
  }
  return items.entries().map((item) => readObject(item, layout, nameOf(item) ?? name));
}

function layoutOf(type: string): Layout | undefined {
  const [provider, apiVersion = "", token = ""] = type.split(":");
  if (provider !== "kubernetes") {
    return undefined;
  }
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "core";
  const kinds = POD_SPECS.get(group);
  for (const suffix of ["", "Patch", "List"]) {
    const kind = token.endsWith(suffix) ? token.slice(0, token.length - suffix.length) : "";
    const podSpec = kinds?.get(kind);
    if (podSpec !== undefined) {
      return { kind, podSpec, list: suffix === "List" };
    }
  }
  return undefined;
}

function readObject(object: Place, layout: Layout, name: string): Workload {
  const podSpec = object.at(...layout.podSpec);
  const lists: readonly (readonly [Place, (container: Place) => ContainerRole])[] = [
    [podSpec.at("initContainers"), initRole],
    [podSpec.at("containers"), () => "main"],
    [podSpec.at("ephemeralContainers"), () => "ephemeral"],
  ];
  const namespace = object.at("metadata", "namespace").text();
  return {
    platform: "kubernetes",
    kind: layout.kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    containers: lists.flatMap(([list, role]) => readContainers(list, role)),
    volumeImages: readVolumeImages(podSpec),
    unknowns: unreadPlaces(
      podSpec.value instanceof Unknown
        ? [podSpec]
        : lists.flatMap(([list]) => [list, ...list.entries()]),
    ),
  };
}

/** An init container that is restarted always runs beside the others for the life of the pod. */
export function initRole(container: Place): ContainerRole {
  return container.at("restartPolicy").value === "Always" ? "sidecar" : "init";
}

function readContainers(list: Place, role: (container: Place) => ContainerRole): Container[] {
  return list
    .entries()
    .filter((container) => container.record() !== undefined)
    .map((container) => readContainer(container, role(container), SPELLING));
}

/** Volumes whose content is an image: https://kubernetes.io/docs/tasks/configure-pod-container/image-volumes. */
function readVolumeImages(podSpec: Place): VolumeImage[] {
  if (podSpec.value instanceof Unknown) {
    return [];
  }
  const volumes = podSpec.at("volumes");
  const references =
    volumes.value instanceof Unknown
      ? [volumes]
      : volumes.entries().map((volume) => volume.at("image", "reference"));
  return references.flatMap((reference) => {
    const image = reference.text();
    return image === undefined ? [] : [{ path: reference.path, image }];
  });
}

function readReference(valueFrom: Place): EnvironmentReference | undefined {
  if (valueFrom.value === undefined || valueFrom.value === null) {
    return undefined;
  }
  for (const { key, source } of REFERENCES) {
    const reference = valueFrom.at(key);
    if (reference.record() !== undefined) {
      return { source, name: reference.at("name").text(), key: reference.at("key").text() };
    }
  }
  return { source: "other" };
}

function nameOf(object: Place): string | undefined {
  const name = object.at("metadata", "name").value;
  return typeof name === "string" && name !== "" ? name : undefined;
}
