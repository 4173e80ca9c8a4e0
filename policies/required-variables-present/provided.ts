import { Place, unreadPlaces } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { isKnown, type Value } from "../framework/value";
import { type ObjectReference, placeAt, referencesOf } from "../models/carrier/object-reference";
import type { Reader, SharedObjects } from "../models/told/shared-objects";
import type { Container, EnvironmentVariable, Workload } from "../models/workload/workload";

/** What a container is given as one variable. Nothing here holds a value. */
export type Provided =
  | { readonly is: "set" }
  /** There, with nothing but white space. */
  | { readonly is: "empty"; readonly path: string }
  /** `reason` is a clause that ends a sentence. */
  | {
      readonly is: "unknown";
      readonly path: string;
      readonly reason: string;
      /** Whether it may also be missing. */
      readonly isOptional?: boolean;
    };

/** Something that may give variables which nobody sees. */
export interface UnreadSource {
  readonly path: string;
  readonly reason: string;
}

/** The variables that a program gives to one container, without those of its image and of the platform. */
export interface ProvidedVariables {
  readonly container: Container;
  readonly variables: ReadonlyMap<string, Provided>;
  /** The place in the list at which each is first given; -1 for those of whole objects, which come before the list. */
  readonly firstAt: ReadonlyMap<string, number>;
  /** What may give any others. */
  readonly unread: readonly UnreadSource[];
}

/** A workload with what it takes to read its variables. */
export interface Reading {
  readonly workload: Workload;
  readonly resource: StackResource;
  readonly namespace: Reader["namespace"];
  readonly objects: SharedObjects;
}

/**
 * Reads the variables of the containers of a workload as the programs in them see them: what stands further down in `env` wins,
 * and `env` wins over `envFrom` (https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#container-v1-core).
 */
export function providedVariables(reading: Reading): readonly ProvidedVariables[] {
  const root = new Place(reading.resource.inputs ?? reading.resource.props);
  const references = referencesOf(reading.workload, root);
  return reading.workload.containers.map((container) =>
    ofContainer(
      container,
      references.filter((reference) => reference.container === container),
      root,
      reading,
    ),
  );
}

function ofContainer(
  container: Container,
  references: readonly ObjectReference[],
  root: Place,
  reading: Reading,
): ProvidedVariables {
  const variables = new Map<string, Provided>();
  const firstAt = new Map<string, number>();
  const unread: UnreadSource[] = [];
  const give = (name: string, provided: Provided, at: number) => {
    variables.set(name, provided);
    firstAt.set(name, firstAt.get(name) ?? at);
  };
  const whole = placeAt(root, container.path).at("envFrom");
  unread.push(...unreadPlaces([whole, ...whole.entries()]));
  for (const reference of references.filter(({ prefix }) => prefix !== undefined)) {
    const texts = textsOf(reference, reading);
    if (typeof texts === "string") {
      unread.push({ path: reference.path, reason: texts });
      continue;
    }
    for (const { key, text } of texts) {
      if (key === "") {
        unread.push({ path: reference.path, reason: isKnown(text) ? "" : text.reason });
      } else {
        give(`${reference.prefix}${key}`, stateOf(text, reference.path), -1);
      }
    }
  }
  container.environment.forEach((variable, at) => {
    const entry = variable.path.replace(/\.value$/, "");
    if (!isKnown(variable.name)) {
      unread.push({ path: `${entry}.name`, reason: variable.name.reason });
      return;
    }
    const own = references.find(({ path, prefix }) => path === entry && prefix === undefined);
    const provided = ofVariable(variable, own, placeAt(root, entry), reading);
    if (provided !== undefined) {
      give(variable.name, provided, at);
    }
  });
  if (container.environmentUnknown !== undefined) {
    const list = reading.workload.platform === "cloud-run" ? "envs" : "env";
    unread.push({ path: `${container.path}.${list}`, reason: container.environmentUnknown });
  }
  return { container, variables, firstAt, unread };
}

/** What one entry of the list gives; undefined where an optional reference leads to nothing. */
function ofVariable(
  { path, value, reference }: EnvironmentVariable,
  object: ObjectReference | undefined,
  entry: Place,
  reading: Reading,
): Provided | undefined {
  if (value !== undefined && (reference === undefined || value !== "")) {
    return stateOf(value, path);
  }
  if (reference === undefined) {
    return { is: "empty", path };
  }
  if (reference.unread !== undefined) {
    return { is: "unknown", ...reference.unread };
  }
  return object === undefined ? { is: "set" } : ofReference(object, entry, reading);
}

/** A pod does not start without what it refers to, unless that is optional: so who refers to it has it. */
function ofReference(
  reference: ObjectReference,
  entry: Place,
  reading: Reading,
): Provided | undefined {
  const isOptional = ["secretKeyRef", "configMapKeyRef"].some(
    (kind) => entry.at("valueFrom", kind, "optional").flag() === true,
  );
  const texts = textsOf(reference, reading);
  if (typeof texts === "string") {
    return isOptional
      ? {
          is: "unknown",
          path: reference.path,
          reason: `${texts}, and is optional`,
          isOptional: true,
        }
      : { is: "set" };
  }
  const [text] = texts.filter(
    ({ key }) => reference.key === undefined || key === reference.key || key === "",
  );
  if (text !== undefined) {
    return stateOf(text.text, reference.path);
  }
  return isOptional ? undefined : { is: "set" };
}

function textsOf(
  reference: ObjectReference,
  { objects, resource, namespace }: Reading,
): readonly { readonly key: string; readonly text: Value<string> }[] | string {
  const resolved = objects.resolve(reference, { resource, namespace });
  switch (resolved.is) {
    case "declared":
      return resolved.found.object.texts;
    case "elsewhere":
      return "names what is made elsewhere";
    case "unknown":
      return resolved.reason;
  }
}

function stateOf(text: Value<string>, path: string): Provided {
  if (!isKnown(text)) {
    return { is: "unknown", path, reason: text.reason };
  }
  return text.trim() === "" ? { is: "empty", path } : { is: "set" };
}
