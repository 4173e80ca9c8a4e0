import { type Finding, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import { readShare, shownShare } from "../models/rollout/share";
import type { PlacedObject } from "./object-places";

/** What a disruption budget says that no number of pods can meet: https://kubernetes.io/docs/tasks/run-application/configure-pdb. */
export function checkBudget({ group, kind, place }: PlacedObject): readonly Finding[] {
  if (group !== "policy" || kind !== "PodDisruptionBudget") {
    return [];
  }
  const spec = place.at("spec");
  const unavailable = readShare(spec.at("maxUnavailable"));
  const available = readShare(spec.at("minAvailable"));
  if (unavailable !== undefined && available !== undefined) {
    return [
      violation(
        spec.path,
        "has minAvailable and maxUnavailable, and Kubernetes takes one of them. Remove one.",
      ),
    ];
  }
  if (unavailable !== undefined && isKnown(unavailable) && unavailable.amount === 0) {
    return [
      violation(
        unavailable.place.path,
        `is ${shownShare(unavailable)}, so no pod may ever be moved, and every upgrade of a node waits for it until it is killed by force. Set it to 1 or more.`,
      ),
    ];
  }
  return available !== undefined &&
    isKnown(available) &&
    available.isPercent &&
    available.amount >= 100
    ? [
        violation(
          available.place.path,
          `is ${shownShare(available)}, so no pod may ever be moved, and every upgrade of a node waits for it until it is killed by force. Set maxUnavailable to 1 in its place.`,
        ),
      ]
    : [];
}
