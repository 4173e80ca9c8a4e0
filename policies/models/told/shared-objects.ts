import { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import { subjectOf } from "../../framework/subject";
import { isKnown, type Value } from "../../framework/value";
import type { ObjectReference } from "../carrier/object-reference";
import {
  isSharedObject,
  readSharedObjects,
  type SharedObject,
  secretId,
} from "../carrier/shared-object";
import { type KubernetesObject, objectSubject, readObjects } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";

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

/** Who follows a reference. */
export interface Reader {
  readonly resource: StackResource;
  /** Namespace of the workload, as `KubernetesObject.namespace` has it; undefined on Cloud Run. */
  readonly namespace: Value<string> | undefined;
}

const SECRETS: ReadonlySet<string> = new Set([
  "gcp:secretmanager/secret:Secret",
  "gcp:secretmanager/regionalSecret:RegionalSecret",
]);

/** Finds the objects from which the workloads of a stack take texts. Make one for a run. */
export class SharedObjects {
  private readonly byUrn = new Map<string, DeclaredObject[]>();
  private readonly ofKubernetes = new Map<string, readonly DeclaredObject[]>();
  private readonly secrets = new Map<string, DeclaredObject[]>();

  constructor(
    stack: readonly StackResource[],
    private readonly index: ObjectIndex,
  ) {
    for (const resource of stack.filter(({ type }) => isSharedObject(type))) {
      this.add(resource);
    }
  }

  /** What a reference of a workload leads to. */
  resolve(reference: ObjectReference, reader: Reader): Resolved {
    const { kind, name } = reference;
    if (name === undefined || !isKnown(name)) {
      const [property = ""] = reference.path.split(/[.[]/);
      const depended = (reader.resource.propertyDependencies.get(property) ?? [])
        .flatMap((urn) => this.byUrn.get(urn) ?? [])
        .filter(({ object }) => object.kind === kind);
      const reason = name === undefined ? "is not given" : name.reason;
      return oneOf([...new Set(depended)]) ?? { is: "unknown", reason };
    }
    return kind === "Secret Manager secret"
      ? (oneOf(this.secrets.get(name) ?? []) ?? { is: "elsewhere" })
      : this.find(kind, name, reader);
  }

  private find(kind: string, name: string, { resource, namespace }: Reader): Resolved {
    const lookup = this.index.find({
      kind,
      name,
      asker: resource,
      ...(namespace === undefined ? {} : { namespace }),
    });
    switch (lookup.is) {
      case "found":
        return (
          oneOf(lookup.objects.flatMap((object) => this.declared(object))) ?? { is: "elsewhere" }
        );
      case "absent":
        return { is: "elsewhere" };
      case "undetermined":
        return { is: "unknown", reason: `cannot be found, since ${lookup.reason}` };
    }
  }

  private declared(found: KubernetesObject): readonly DeclaredObject[] {
    const declared = this.ofKubernetes.get(found.resource.urn) ?? [];
    const at = readObjects(found.resource, this.index.relations).findIndex(
      ({ place }) => place.path === found.place.path,
    );
    const [only] = declared.slice(at, at + 1);
    return only === undefined ? [] : [only];
  }

  private add(resource: StackResource): void {
    const props = resource.inputs ?? resource.props;
    const objects = readSharedObjects({ ...resource, props });
    const named = readObjects(resource, this.index.relations);
    const declared = objects.map((object, at): DeclaredObject => {
      const own = named[at];
      const subject = own === undefined ? subjectOf({ ...resource, props }) : objectSubject(own);
      return { resource, object, subject };
    });
    this.ofKubernetes.set(resource.urn, declared);
    push(this.byUrn, resource.urn, declared);
    for (const each of declared.filter(({ object }) => object.kind === "Secret Manager secret")) {
      const secrets = this.secretsOf(resource);
      const [id] = [
        each.object.name,
        ...secrets.map(({ props: secret }) => secret.secretId),
      ].filter((name) => typeof name === "string");
      for (const { urn } of secrets) {
        push(this.byUrn, urn, [each]);
      }
      if (id !== undefined) {
        push(this.secrets, secretId(id), [each]);
      }
    }
  }

  private secretsOf(version: StackResource): readonly StackResource[] {
    const place = new Place(version.inputs ?? version.props).at("secret");
    return this.index.relations
      .behind(version, place, (type) => SECRETS.has(type))
      .map(({ resource }) => resource);
  }
}

function push<Key, Entry>(map: Map<Key, Entry[]>, at: Key, entries: readonly Entry[]): void {
  map.set(at, [...(map.get(at) ?? []), ...entries]);
}

/** Of several of one name nothing tells which is meant: an object and its Patch, or several versions. */
function oneOf(found: readonly DeclaredObject[]): Resolved | undefined {
  const [first, ...others] = found;
  if (first === undefined) {
    return undefined;
  }
  return others.length === 0
    ? { is: "declared", found: first }
    : { is: "unknown", reason: `is one of ${found.length} that the program declares` };
}
