import { Place } from "../framework/place";
import type { PolicyResource } from "../framework/policy";
import { objectKind } from "../models/kubernetes/object-kind";

/** An object of Kubernetes as it stands in a resource. */
export interface PlacedObject {
  readonly group: string;
  readonly kind: string;
  readonly place: Place;
}

/** The objects that a resource declares: itself, or the items of a List. A patch says a part only, so it is none. */
export function objectsIn(
  resource: Pick<PolicyResource, "type" | "props">,
): readonly PlacedObject[] {
  const type = objectKind(resource.type);
  const root = new Place(resource.props);
  if (type === undefined || type.form === "patch") {
    return [];
  }
  const { group, kind } = type;
  const places = type.form === "list" ? root.at("items").entries() : [root];
  return places.map((place) => ({ group, kind, place }));
}
