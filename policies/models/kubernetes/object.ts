import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { Relations } from "../relation/relations";
import { isClusterScoped, type ObjectKind, objectKind } from "./object-kind";

/** One object of Kubernetes that a program declares. */
export interface KubernetesObject extends Pick<ObjectKind, "group" | "kind"> {
  /** The resource that declares it; several items of a List have the same one. */
  readonly resource: StackResource;
  /** Whether the program patches an object that is there already, so that its fields here are not all that it has. */
  readonly isPatch: boolean;
  /**
   * Where it lies: a name, or the URN of the Namespace of the program whose name is known only after deployment. Two objects lie
   * in one namespace if these are equal. Undefined for a kind that lies in none.
   */
  readonly namespace: Value<string> | undefined;
  /** Undefined where Pulumi or the cluster makes the name, see {@link mayBeNamed}. */
  readonly name: Value<string> | undefined;
  /** What the program gives: the whole object, so that `place.at("spec")` is its specification. */
  readonly place: Place;
  /** The same place of the outputs, in which the provider and the cluster have filled in the rest. */
  readonly outputs: Place;
}

/** The namespace of an object that names none, unless its provider has another. */
const DEFAULT_NAMESPACE = "default";

/** Reads the objects that a resource declares: one, one for each item of a List, none for any other type. */
export function readObjects(
  resource: StackResource,
  relations: Relations,
): readonly KubernetesObject[] {
  const type = objectKind(resource.type);
  if (type === undefined) {
    return [];
  }
  const root = new Place(resource.inputs ?? resource.props);
  const outputs = new Place(resource.props);
  const read = (place: Place, after: Place): KubernetesObject => ({
    group: type.group,
    kind: type.kind,
    resource,
    isPatch: type.form === "patch",
    namespace: isClusterScoped(type.kind)
      ? undefined
      : namespaceOf(place.at("metadata", "namespace"), resource, relations),
    name: nameOf(place) ?? knownText(after.at("metadata", "name")),
    place,
    outputs: after,
  });
  if (type.form !== "list") {
    return [read(root, outputs)];
  }
  const items = root.at("items");
  const itemsAfter = outputs.at("items").entries();
  return items.value instanceof Unknown
    ? [read(items, outputs.at("items"))]
    : items.entries().map((item, index) => read(item, itemsAfter[index] ?? item));
}

/**
 * Tells whether an object may have this name. Where the program gives none, Pulumi puts a random end behind the name in the
 * program, and the cluster one behind `metadata.generateName`.
 */
export function mayBeNamed(object: KubernetesObject, name: string): boolean {
  if (object.name !== undefined) {
    return !isKnown(object.name) || object.name === name;
  }
  const generated = object.place.at("metadata", "generateName").text();
  if (generated !== undefined) {
    return !isKnown(generated) || name.startsWith(generated);
  }
  const given = object.resource.name;
  return name === given || name.startsWith(`${given}-`);
}

/** The name to show: its own where it is known, else that in the program. */
export function shownObjectName(object: KubernetesObject): string {
  return typeof object.name === "string" ? object.name : object.resource.name;
}

/** The words for an object that start a message, such as `Deployment "api"`. */
export function objectSubject(object: KubernetesObject): string {
  return `${object.kind} "${shownObjectName(object)}"`;
}

/** A namespace as a message shows it. */
export function shownNamespace(namespace: string): string {
  return namespace.startsWith("urn:pulumi:")
    ? (namespace.split("::").at(-1) ?? namespace)
    : namespace;
}

/** The namespace that a property names, of whatever resource: see {@link KubernetesObject.namespace}. */
export function namespaceOf(
  place: Place,
  resource: StackResource,
  relations: Relations,
): Value<string> {
  const written = place.text();
  if (typeof written === "string" && written !== "") {
    return written;
  }
  if (!(written instanceof Unknown)) {
    return providerNamespace(resource);
  }
  const [declared, ...others] = relations
    .behind(resource, place, (type) => objectKind(type)?.kind === "Namespace")
    .map((related) => related.resource);
  if (declared === undefined || others.length > 0) {
    return written;
  }
  return (
    knownText(new Place(declared.inputs ?? declared.props).at("metadata", "name")) ??
    knownText(new Place(declared.props).at("metadata", "name")) ??
    declared.urn
  );
}

/** The provider fills its own namespace in where an object names none. */
function providerNamespace({ provider }: StackResource): Value<string> {
  const given = new Place(provider?.props).at("namespace").text();
  return given === undefined || given === "" ? DEFAULT_NAMESPACE : given;
}

function nameOf(object: Place): Value<string> | undefined {
  const name = object.at("metadata", "name").text();
  return name === "" ? undefined : name;
}

function knownText(place: Place): string | undefined {
  const { value } = place;
  return typeof value === "string" && value !== "" ? value : undefined;
}
