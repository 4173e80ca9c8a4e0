import type { DiffRequest, DiffResult } from "../protocol/provider";
import { compare, leavesOf, same } from "../values/compare";
import { isWithin, schemaPathOf } from "../values/path";
import { isObject, type Properties, unmarked } from "../values/value";
import { immutablePlaces, type Mutability } from "./immutable";
import { isNamespaced, type ObjectKind } from "./kind";
import { hasMadeName, metadataOf, normalized, withMetadata } from "./object";

/** Compares what an object is with what it is to become. */
export function diff(kind: ObjectKind, request: DiffRequest, mutable: Mutability): DiffResult {
  const before = comparable(kind, request.priorInputs);
  const after = comparable(kind, request.inputs);
  const places = immutablePlaces(kind, after, mutable);
  const changes = compare(before, after).map((change) => ({
    ...change,
    replaces: leavesOf(change).some((leaf) =>
      places.some((place) => isWithin(schemaPathOf(leaf.path), place)),
    ),
  }));
  return {
    changes,
    deleteBeforeReplace: changes.some((change) => change.replaces) && staysInPlace(before, after),
  };
}

/** Whether the new object would have the name of the old one, which so has to go first. */
function staysInPlace(before: Properties, after: Properties): boolean {
  if (hasMadeName(after)) return false;
  const names = (object: Properties) => [
    metadataOf(object).name ?? null,
    metadataOf(object).namespace ?? null,
  ];
  return same(names(before), names(after));
}

/** The object with the namespace that it is in even when the program does not say it. */
function comparable(kind: ObjectKind, inputs: Properties): Properties {
  const object = normalized(inputs);
  if (!isNamespaced(kind)) {
    const { namespace: _, ...metadata } = metadataOf(object);
    return isObject(unmarked(object.metadata ?? null)) ? { ...object, metadata } : object;
  }
  const namespace = metadataOf(object).namespace ?? "default";
  return withMetadata(object, { namespace });
}
