import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { Named } from "../framework/subject";
import { objectKind } from "../models/kubernetes/object-kind";

/** Tells by the type alone whether a resource scales pods by their use. */
export function isAutoscaler(type: string): boolean {
  const kind = objectKind(type);
  return kind?.group === "autoscaling" && kind.kind === "HorizontalPodAutoscaler";
}

/** Kubernetes scales from one pod where nothing else is said. */
const LEAST_DEFAULT = 1;

/** What is wrong with the bounds of an autoscaler. */
export function checkAutoscaler(resource: Named): readonly Finding[] {
  const root = new Place(resource.props);
  const isPatch = objectKind(resource.type)?.form === "patch";
  const items = root.at("items").entries();
  return (items.length > 0 ? items : [root]).flatMap((object) =>
    checkSpec(object.at("spec"), isPatch),
  );
}

function checkSpec(spec: Place, isPatch: boolean): readonly Finding[] {
  const least = spec.at("minReplicas");
  const most = spec.at("maxReplicas");
  const unread = [...new Map([least, most].map((place) => [place.path, place])).values()].filter(
    (place) => place.unknownReason() !== undefined,
  );
  const from = typeof least.value === "number" ? least.value : LEAST_DEFAULT;
  return [
    ...unread.map((place) =>
      undetermined(
        place.path,
        `${place.unknownReason()}, so the bounds cannot be compared. Give it as a literal.`,
      ),
    ),
    ...(most.value === undefined && !isPatch
      ? [
          violation(
            most.path,
            "is not set, so nothing bounds how far it scales, and Kubernetes refuses it. Set the most pods that databases and budget carry.",
          ),
        ]
      : []),
    ...(typeof most.value === "number" && unread.length === 0 && most.value < from
      ? [
          violation(
            most.path,
            `is ${most.value}, less than minReplicas (${from}), and Kubernetes refuses it. Raise it.`,
          ),
        ]
      : []),
  ];
}
