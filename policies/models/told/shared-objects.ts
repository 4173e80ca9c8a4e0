import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { subjectOf } from "../../framework/subject";
import { isKnown, type Value } from "../../framework/value";
import type { ObjectReference } from "../carrier/object-reference";
import {
  isSharedObject,
  readSharedObjects,
  type SharedKind,
  type SharedObject,
  secretId,
} from "../carrier/shared-object";
import type { Relations } from "../relation/relations";
import type { Workload } from "../workload/workload";

/** A ConfigMap, Secret or secret version of the program. */
export interface DeclaredObject {
  readonly resource: StackResource;
  readonly object: SharedObject;
  /** What messages call it, such as `Secret "db"`. */
  readonly subject: string;
}

/**
 * What a reference leads to: one object of the program; none, so that it is made elsewhere; or one that cannot be told
 * now, with the reason as a clause that ends a sentence.
 */
export type Resolved =
  | { readonly is: "declared"; readonly found: DeclaredObject }
  | { readonly is: "elsewhere" }
  | { readonly is: "unknown"; readonly reason: string };

const SECRETS: ReadonlySet<string> = new Set([
  "gcp:secretmanager/secret:Secret",
  "gcp:secretmanager/regionalSecret:RegionalSecret",
]);

/** Finds the objects from which the workloads of a stack take texts. Make one for a run. */
export class SharedObjects {
  private readonly byUrn = new Map<string, DeclaredObject[]>();
  private readonly byName = new Map<string, DeclaredObject[]>();

  constructor(
    stack: readonly StackResource[],
    private readonly relations: Relations,
  ) {
    for (const resource of stack.filter(({ type }) => isSharedObject(type))) {
      this.add(resource);
    }
  }

  /** What a reference of a workload leads to. */
  resolve(reference: ObjectReference, workload: Workload, resource: StackResource): Resolved {
    const { kind, name } = reference;
    if (name !== undefined && isKnown(name)) {
      const named = (this.byName.get(key(kind, name)) ?? []).filter(({ object }) =>
        mayShareNamespace(object.namespace, workload.namespace),
      );
      return oneOf(named) ?? { is: "elsewhere" };
    }
    const [property = ""] = reference.path.split(/[.[]/);
    const depended = (resource.propertyDependencies.get(property) ?? [])
      .flatMap((urn) => this.byUrn.get(urn) ?? [])
      .filter(({ object }) => object.kind === kind);
    const reason = name === undefined ? "is not given" : name.reason;
    return oneOf([...new Set(depended)]) ?? { is: "unknown", reason };
  }

  private add(resource: StackResource): void {
    const props = resource.inputs ?? resource.props;
    for (const object of readSharedObjects({ ...resource, props })) {
      const name = this.nameOf(resource, object);
      const subject =
        object.kind === "Secret Manager secret"
          ? subjectOf({ ...resource, props })
          : `${object.kind} "${isKnown(name) ? (name ?? resource.name) : resource.name}"`;
      const declared = { resource, object, subject };
      for (const urn of [resource.urn, ...this.secretsOf(resource, object)]) {
        push(this.byUrn, urn, declared);
      }
      if (name !== undefined && isKnown(name)) {
        push(this.byName, key(object.kind, name), declared);
      }
    }
  }

  /** The name by which workloads name it; a version of a new secret is named by that secret. */
  private nameOf(resource: StackResource, object: SharedObject): Value<string> | undefined {
    if (object.kind !== "Secret Manager secret") {
      const named = new Place(resource.props).at("metadata", "name").text();
      const isItem = resource.type.endsWith("List");
      return object.name ?? (isItem ? undefined : named);
    }
    if (object.name !== undefined && isKnown(object.name)) {
      return object.name;
    }
    const [secret] = this.secretsOf(resource, object);
    const id = secret === undefined ? undefined : this.relations.at(secret)?.props.secretId;
    return typeof id === "string" ? secretId(id) : object.name;
  }

  private secretsOf(resource: StackResource, { kind }: SharedObject): readonly string[] {
    if (kind !== "Secret Manager secret") {
      return [];
    }
    const place = new Place(resource.inputs ?? resource.props).at("secret");
    return this.relations
      .behind(resource, place, (type) => SECRETS.has(type))
      .map(({ resource: secret }) => secret.urn);
  }
}

function push<Key, Entry>(map: Map<Key, Entry[]>, at: Key, entry: Entry): void {
  const list = map.get(at) ?? [];
  list.push(entry);
  map.set(at, list);
}

function key(kind: SharedKind, name: string): string {
  return `${kind} ${name}`;
}

function mayShareNamespace(
  one: Value<string> | undefined,
  other: Value<string> | undefined,
): boolean {
  return typeof one !== "string" || typeof other !== "string" || one === other;
}

/** Of several of one name nothing tells which is meant: a Patch, another namespace, another version. */
function oneOf(found: readonly DeclaredObject[]): Resolved | undefined {
  const [first, ...others] = found;
  if (first === undefined) {
    return undefined;
  }
  return others.length === 0
    ? { is: "declared", found: first }
    : { is: "unknown", reason: `is one of ${found.length} that the program declares` };
}
