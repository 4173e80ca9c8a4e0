import { closest, distance } from "fastest-levenshtein";
import { textOf } from "../framework/value";
import { shownNamespace, shownObjectName } from "../models/kubernetes/object";
import type { Reference, ReferredPart } from "../models/kubernetes/reference";

/** What is named, in words: `Secret "db" in namespace "backend"`. */
export function shownTarget({ kind, name, namespace }: Reference): string {
  const what = typeof name === "string" ? `${kind} ${shownName(name)}` : `a ${kind}`;
  return typeof namespace === "string"
    ? `${what} in namespace "${shownNamespace(namespace)}"`
    : what;
}

/** The object is not there. */
export function missing(
  reference: Reference,
  others: readonly string[],
  elsewhere?: string,
): string {
  const near = elsewhere ?? nearest(reference, others);
  return `names ${shownTarget(reference)}, which the program does not declare.${near} Name one that is declared, or declare it.`;
}

/** The object lies where the reference cannot reach it. */
export function inOtherNamespace(reference: Reference, where: readonly string[]): string {
  const own = reference.namespace;
  const here = typeof own === "string" ? ` from namespace "${shownNamespace(own)}"` : "";
  return `names a ${reference.kind} that lies in namespace ${listed(where.map(shownNamespace))}, which cannot be used${here}. Declare one in the namespace of what uses it.`;
}

/** The object is there, without the key, port or listener that is named. */
export function missingPart(
  reference: Reference,
  { is: word, place }: ReferredPart,
  has: ReadonlySet<string>,
): string {
  const wanted = textOf(place.value);
  const names = [...has].sort((one, other) => distance(one, wanted) - distance(other, wanted));
  const what =
    names.length === 0
      ? `no ${word} at all`
      : `${word}${names.length > 1 ? "s" : ""} ${listed(names)}`;
  return `is ${shownName(wanted)}, which ${shownTarget(reference)} does not have: it has ${what}. Name a ${word} that it has, or add this one.`;
}

/** Nothing tells whether the object is there, or has the part. */
export function unknownWhether(reason: string): string {
  return `names what cannot be told to exist, because ${reason}. Refer to it as a resource of the program, or check by hand that it is there.`;
}

/** The program declares nothing of the kind where the object would be. */
export function notOfThisProgram(reference: Reference): string {
  const why =
    reference.namespace === undefined
      ? "which the program does not declare, and others may"
      : `where the program declares no ${reference.kind}, so others may keep it there`;
  return `names ${shownTarget(reference)}, ${why}. Check by hand that it is there, or declare it.`;
}

/** The nearest of some names, as a sentence; empty when none is near. */
function nearest({ name, kind }: Reference, others: readonly string[]): string {
  if (typeof name !== "string" || others.length === 0) {
    return "";
  }
  const near = closest(name, [...others]);
  return isNear(name, near) ? ` The nearest ${kind} there is ${shownName(near)}.` : "";
}

/** Tells whether one name may be meant for another. */
export function isNear(one: string, other: string): boolean {
  return distance(one, other) <= Math.max(2, Math.floor(one.length / 3));
}

const MOST_NAMES = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(shownName).join(", ");
  const rest = names.length - MOST_NAMES;
  return rest > 0 ? `${shown} and ${rest} more` : shown;
}

/** Names and keys as Kubernetes allows them; anything else may be a value that was put in the wrong place. */
function shownName(name: string): string {
  return /^[-.\w:]{1,253}$/.test(name) ? `"${name}"` : "(hidden)";
}

/** The names of objects, for a message that names the nearest. */
export function namesToShow(
  objects: readonly Parameters<typeof shownObjectName>[0][],
): readonly string[] {
  return objects.map(shownObjectName);
}
