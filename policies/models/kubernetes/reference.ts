import type { Place } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";
import type { KubernetesObject } from "./object";

/** A place of an object that names another. */
export interface Reference {
  /** The object that names the other. */
  readonly from: KubernetesObject;
  /** Where the name stands. */
  readonly place: Place;
  readonly group: string;
  readonly kind: string;
  readonly name: Value<string>;
  /** See {@link KubernetesObject.namespace}; undefined for a kind that lies in none. */
  readonly namespace: Value<string> | undefined;
  /** The keys of a Secret or ConfigMap that are taken one by one, the ports of a Service, the listeners of a Gateway. */
  readonly parts: readonly ReferredPart[];
  /** Whether the platform goes on without it. */
  readonly optional: Value<boolean>;
}

/** A part of the other object that is named as well. */
export interface ReferredPart {
  readonly is: "key" | "port" | "listener";
  readonly place: Place;
}

/** What a reference names, beside its place. */
export type Target = Partial<Pick<Reference, "group" | "namespace" | "parts" | "optional">> &
  Pick<Reference, "kind">;

/** The reference at a place, if a name stands there. */
export function referenceAt(
  place: Place,
  from: KubernetesObject,
  target: Target,
): readonly Reference[] {
  const name = place.text();
  return name === undefined || name === ""
    ? []
    : [
        {
          from,
          place,
          name,
          group: "core",
          namespace: from.namespace,
          parts: [],
          optional: false,
          ...target,
        },
      ];
}

/** A part that is named at a place; none where nothing stands there. */
export function partAt(place: Place, is: ReferredPart["is"]): readonly ReferredPart[] {
  return place.value === undefined || place.value === null || place.value === ""
    ? []
    : [{ is, place }];
}

/** The entries of a list that can be read, and the list or the entries that cannot. */
export function readEntries(list: Place): {
  readonly entries: readonly Place[];
  readonly unread: readonly Place[];
} {
  const entries = list.entries();
  return {
    entries: entries.filter(({ value }) => !(value instanceof Unknown)),
    unread: [list, ...entries].filter(({ value }) => value instanceof Unknown),
  };
}
