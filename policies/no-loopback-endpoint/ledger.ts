import type { Place } from "../framework/place";
import { isKnown } from "../framework/value";
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
  readonly text: CarriedText;
}

/**
 * What this run has met so far. Resources come in the order in which the program registers them, so either side of a
 * reading may be the first.
 */
export class Ledger {
  private readonly objects = new Map<string, readonly KnownObject[]>();
  private readonly workloads = new Map<string, readonly KnownWorkload[]>();

  /** Notes what a resource carries. A resource that comes again, as it does before it is replaced, counts once. */
  addObjects(urn: string, objects: readonly KnownObject[]): void {
    this.objects.set(urn, objects);
  }

  /** Notes the workloads of a resource. */
  addWorkloads(urn: string, workloads: readonly KnownWorkload[]): void {
    this.workloads.set(urn, workloads);
  }

  allObjects(): readonly KnownObject[] {
    return [...this.objects.values()].flat();
  }

  allWorkloads(): readonly KnownWorkload[] {
    return [...this.workloads.values()].flat();
  }
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
    listeners: listenersOf(workload, root, texts),
    references: referencesOf(workload, root),
  };
}

/** What a workload takes from an object that it names. */
export function readingsOf(reader: KnownWorkload, { object }: KnownObject): readonly Reading[] {
  return reader.references
    .filter((reference) => names(reference, object, reader.workload))
    .flatMap((reference) => readingsThrough(reader, reference, object));
}

/** What a workload takes from an object that it depends on, by references whose names cannot be read now. */
export function readingsByDependency(
  reader: KnownWorkload,
  { object }: KnownObject,
): readonly Reading[] {
  return reader.references
    .filter(({ kind, name }) => kind === object.kind && !(name !== undefined && isKnown(name)))
    .flatMap((reference) => readingsThrough(reader, reference, object));
}

function readingsThrough(
  reader: KnownWorkload,
  reference: ObjectReference,
  { texts }: SharedObject,
): readonly Reading[] {
  return texts
    .filter(({ key }) => reference.key === undefined || reference.key === key)
    .map((text) => ({ reader, reference, text }));
}

function names(reference: ObjectReference, object: SharedObject, workload: Workload): boolean {
  const sameNamespace =
    typeof object.namespace !== "string" ||
    typeof workload.namespace !== "string" ||
    object.namespace === workload.namespace;
  return (
    reference.kind === object.kind &&
    sameNamespace &&
    typeof reference.name === "string" &&
    reference.name === object.name
  );
}
