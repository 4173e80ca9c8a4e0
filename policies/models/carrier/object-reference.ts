import { Place } from "../../framework/place";
import type { Value } from "../../framework/value";
import type { Container, EnvironmentVariable, Workload } from "../workload/workload";
import { type SharedKind, secretId } from "./shared-object";

/** A place where a workload takes texts from a ConfigMap, a Secret or a Secret Manager secret. */
export interface ObjectReference {
  /** Property path in the workload, such as `spec.template.spec.containers[0].env[2]`. */
  readonly path: string;
  readonly kind: SharedKind;
  readonly name: Value<string> | undefined;
  /** The one key that is taken; undefined when all are, or when it cannot be read now. */
  readonly key?: string;
  /** The variable that the one text becomes. */
  readonly variable?: string;
  /** What stands before each key to make it a variable; empty for nothing, undefined when keys become files. */
  readonly prefix?: string;
  /** The container that gets the text; undefined for a volume of the whole pod. */
  readonly container?: Container;
}

/** All places where a workload names what carries texts. */
export function referencesOf(workload: Workload, root: Place): readonly ObjectReference[] {
  const kinds: Kinds = {
    secret: workload.platform === "cloud-run" ? "Secret Manager secret" : "Secret",
    configMap: "ConfigMap",
  };
  const [first] = workload.containers;
  return [
    ...workload.containers.flatMap((container) => [
      ...container.environment.flatMap((variable) => ofVariable(variable, container, kinds)),
      ...ofEnvironment(placeAt(root, container.path).at("envFrom"), container, kinds),
    ]),
    ...(first === undefined ? [] : ofVolumes(podOf(root, first).at("volumes"), kinds)),
  ];
}

/** What the platform means by a secret and a configuration map. */
interface Kinds {
  readonly secret: SharedKind;
  readonly configMap: SharedKind;
}

function ofVariable(
  { path, name, reference }: EnvironmentVariable,
  container: Container,
  kinds: Kinds,
): readonly ObjectReference[] {
  if (reference?.source !== "secret" && reference?.source !== "config-map") {
    return [];
  }
  const kind = reference.source === "secret" ? kinds.secret : kinds.configMap;
  const { key } = reference;
  return [
    {
      path: path.replace(/\.value$/, ""),
      kind,
      name: objectName(reference.name),
      // What Cloud Run calls a key is the version: a secret there is one text.
      ...(typeof key === "string" && kind !== "Secret Manager secret" ? { key } : {}),
      ...(typeof name === "string" ? { variable: name } : {}),
      container,
    },
  ];
}

function ofEnvironment(
  sources: Place,
  container: Container,
  kinds: Kinds,
): readonly ObjectReference[] {
  return sources.entries().flatMap((source) => {
    const prefix = source.at("prefix").value;
    return [
      ...ofSource(source.at("secretRef"), ["name"], kinds.secret),
      ...ofSource(source.at("configMapRef"), ["name"], kinds.configMap),
    ].map((reference) => ({
      ...reference,
      container,
      prefix: typeof prefix === "string" ? prefix : "",
    }));
  });
}

function ofVolumes(volumes: Place, kinds: Kinds): readonly ObjectReference[] {
  return volumes
    .entries()
    .flatMap((volume) => [volume, ...volume.at("projected", "sources").entries()])
    .flatMap((source) => [
      ...ofSource(source.at("secret"), ["secretName", "name", "secret"], kinds.secret),
      ...ofSource(source.at("configMap"), ["name"], kinds.configMap),
    ]);
}

function ofSource(
  source: Place,
  names: readonly string[],
  kind: SharedKind,
): readonly ObjectReference[] {
  const name = names.map((key) => source.at(key).text()).find((text) => text !== undefined);
  return source.record() === undefined ? [] : [{ path: source.path, kind, name: objectName(name) }];
}

function objectName(name: Value<string> | undefined): Value<string> | undefined {
  return typeof name === "string" ? secretId(name) : name;
}

/** The place of the pod's specification, or of the revision's template. */
export function podOf(root: Place, container: Container): Place {
  return placeAt(root, container.path.replace(/\.?\w+\[\d+\]$/, ""));
}

/** The place that a property path leads to, such as `spec.containers[0]`. */
export function placeAt(root: Place, path: string): Place {
  let place = root;
  for (const [, key, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    place =
      key === undefined ? (place.entries()[Number(index)] ?? new Place(undefined)) : place.at(key);
  }
  return place;
}
