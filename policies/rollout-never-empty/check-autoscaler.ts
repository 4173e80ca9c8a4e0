import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown, type Unknown } from "../framework/value";
import type { PlacedObject } from "./object-places";

/** What an autoscaler says that contradicts itself. */
export function checkAutoscaler({ group, kind, place }: PlacedObject): readonly Finding[] {
  if (group !== "autoscaling" || kind !== "HorizontalPodAutoscaler") {
    return [];
  }
  const spec = place.at("spec");
  const least = spec.at("minReplicas");
  const most = spec.at("maxReplicas");
  const fewest = least.number() ?? 1;
  const greatest = most.number();
  const unread = [fewest, greatest].find((each): each is Unknown => !isKnown(each));
  if (unread !== undefined) {
    return [
      undetermined(
        isKnown(fewest) ? most.path : least.path,
        `${unread.reason}. Give both bounds as literals, so that they can be compared.`,
      ),
    ];
  }
  if (!isKnown(fewest) || greatest === undefined || !isKnown(greatest) || fewest < greatest) {
    return [];
  }
  const found = least.number() === undefined ? "is not set, so it is 1" : `is ${fewest}`;
  return [
    violation(
      least.path,
      fewest > greatest
        ? `${found}, and maxReplicas is ${greatest}. It may be ${greatest} at most, and Kubernetes refuses more. Raise maxReplicas, or lower it.`
        : `${found}, and so is maxReplicas, so the autoscaler can never scale. Raise maxReplicas, or remove the autoscaler and set the replicas of its target.`,
    ),
  ];
}
