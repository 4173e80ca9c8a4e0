import type { Place } from "../framework/place";
import { type ObjectReference, referencesOf } from "../models/carrier/object-reference";
import type { CarriedText, SharedObject } from "../models/carrier/shared-object";
import { type ContainerTexts, readContainerTexts } from "../models/carrier/workload-text";
import type { NotedListener } from "../models/listener/listener-note";
import { type Listeners, listenersOf } from "../models/listener/listeners";
import type { Container, Workload } from "../models/workload/workload";

/** What carries texts, as this run has met it. */
export interface KnownObject {
  readonly urn: string;
  /** Such as `Secret "db"`. */
  readonly subject: string;
  readonly object: SharedObject;
  /** What people say listens for its readers. */
  readonly noted: readonly NotedListener[];
}

/** A workload, as this run has met it. */
export interface KnownWorkload {
  readonly urn: string;
  /** Such as `Deployment "api"`. */
  readonly subject: string;
  readonly workload: Workload;
  readonly texts: ReadonlyMap<Container, ContainerTexts>;
  readonly listeners: Listeners;
  readonly references: readonly ObjectReference[];
  /** What people say listens in it. */
  readonly noted: readonly NotedListener[];
}

/** One text that a workload takes from an object. */
export interface Reading {
  readonly reader: KnownWorkload;
  readonly reference: ObjectReference;
  readonly object: KnownObject;
  readonly text: CarriedText;
}

/**
 * What this run has met so far. Resources come in the order in which the program registers them, so either side of a
 * reading may be the first. A resource that comes again, as it does before it is replaced, counts once.
 */
export class Ledger {
  private readonly objects = new Map<string, readonly KnownObject[]>();
  private readonly workloads = new Map<string, readonly KnownWorkload[]>();
  /** URNs by the kind and the name of what they are, or of what they read. */
  private readonly objectsNamed = new Map<string, Set<string>>();
  private readonly readersNaming = new Map<string, Set<string>>();

  addObjects(urn: string, objects: readonly KnownObject[]): void {
    this.objects.set(urn, objects);
    for (const { object } of objects) {
      note(this.objectsNamed, object, urn);
    }
  }

  addWorkloads(urn: string, workloads: readonly KnownWorkload[]): void {
    this.workloads.set(urn, workloads);
    for (const reference of workloads.flatMap(({ references }) => references)) {
      note(this.readersNaming, reference, urn);
    }
  }

  allObjects(): readonly KnownObject[] {
    return [...this.objects.values()].flat();
  }

  /** Workloads with references whose names cannot be read now. */
  readersOfUnknown(): readonly KnownWorkload[] {
    return [...this.workloads.values()]
      .flat()
      .filter(({ references }) => references.some(({ name }) => typeof name !== "string"));
  }

  /** What a workload takes from the objects that it names. */
  readingsOf(reader: KnownWorkload): readonly Reading[] {
    const urns = new Set(
      reader.references.flatMap((reference) => [...noted(this.objectsNamed, reference)]),
    );
    return [...urns]
      .flatMap((urn) => this.objects.get(urn) ?? [])
      .flatMap((object) => readings(reader, object));
  }

  /** What workloads that name an object take from it. */
  readingsIn(object: KnownObject): readonly Reading[] {
    return [...noted(this.readersNaming, object.object)]
      .flatMap((urn) => this.workloads.get(urn) ?? [])
      .flatMap((reader) => readings(reader, object));
  }
}

type Naming = Pick<ObjectReference, "kind" | "name">;

function note(index: Map<string, Set<string>>, { kind, name }: Naming, urn: string): void {
  if (typeof name === "string") {
    const key = `${kind} ${name}`;
    index.set(key, (index.get(key) ?? new Set()).add(urn));
  }
}

function noted(index: ReadonlyMap<string, Set<string>>, { kind, name }: Naming) {
  return (typeof name === "string" ? index.get(`${kind} ${name}`) : undefined) ?? [];
}

/** Reads a workload with everything that judging it takes. */
export function knownWorkload(
  workload: Workload,
  root: Place,
  about: Pick<KnownWorkload, "urn" | "subject" | "noted">,
): KnownWorkload {
  const texts = new Map(
    workload.containers.map(
      (container) => [container, readContainerTexts(container, workload)] as const,
    ),
  );
  return {
    ...about,
    workload,
    texts,
    listeners: listenersOf(workload, root),
    references: referencesOf(workload, root),
  };
}

function readings(reader: KnownWorkload, object: KnownObject): readonly Reading[] {
  return reader.references
    .filter((reference) => names(reference, object.object, reader.workload))
    .flatMap((reference) => readingsThrough(reader, reference, object));
}

/** What a workload takes from an object that it depends on, by references whose names cannot be read now. */
export function readingsByDependency(
  reader: KnownWorkload,
  object: KnownObject,
): readonly Reading[] {
  return reader.references
    .filter(({ kind, name }) => kind === object.object.kind && typeof name !== "string")
    .flatMap((reference) => readingsThrough(reader, reference, object));
}

function readingsThrough(
  reader: KnownWorkload,
  reference: ObjectReference,
  object: KnownObject,
): readonly Reading[] {
  return object.object.texts
    .filter(({ key }) => reference.key === undefined || reference.key === key)
    .map((text) => ({ reader, reference, object, text }));
}

function names(reference: ObjectReference, object: SharedObject, workload: Workload): boolean {
  const sameNamespace =
    typeof object.namespace !== "string" ||
    typeof workload.namespace !== "string" ||
    object.namespace === workload.namespace;
  return (
    sameNamespace &&
    reference.kind === object.kind &&
    typeof reference.name === "string" &&
    reference.name === object.name
  );
}
