import { type Finding, undetermined, violation } from "../framework/finding";
import type { Place } from "../framework/place";
import { Unknown } from "../framework/value";
import { readLabels } from "../models/kubernetes/labels";
import type { KubernetesObject } from "../models/kubernetes/object";
import type { Pods } from "../models/kubernetes/pods";
import { isEmptySelector, selects, selectsByLabels } from "../models/kubernetes/selector";

/** Kinds that must say by a label selector which pods are theirs. */
const BY_SELECTOR: ReadonlySet<string> = new Set([
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "apps/ReplicaSet",
]);

/** What is wrong with the selector by which a workload finds its own pods. */
export function checkOwnPods({ object, metadata }: Pods): readonly Finding[] {
  const kind = `${object.group}/${object.kind}`;
  if (object.isPatch || (!BY_SELECTOR.has(kind) && kind !== "core/ReplicationController")) {
    return [];
  }
  const selector = object.place.at("spec", "selector");
  const labels = readLabels(metadata.at("labels"));
  // Without one the provider or the API refuses the object, and tells so itself.
  if (BY_SELECTOR.has(kind)) {
    return isEmptySelector(selector) ? [] : judged(selector, object, selects(selector, labels));
  }
  return judged(selector, object, selectsByLabels(selector, labels));
}

function judged(
  selector: Place,
  { kind }: KubernetesObject,
  answer: ReturnType<typeof selects>,
): readonly Finding[] {
  if (answer instanceof Unknown) {
    return [
      undetermined(
        selector.path,
        `cannot be compared with the labels of the template, of which a part ${answer.reason}. Give both as literals.`,
      ),
    ];
  }
  return answer
    ? []
    : [
        violation(
          selector.path,
          `does not select the pods of its own template, and Kubernetes refuses such a ${kind}. Give both the same labels, from one place.`,
        ),
      ];
}
