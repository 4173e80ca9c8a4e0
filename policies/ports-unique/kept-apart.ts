import type { Place } from "../framework/place";
import { isKnown, Unknown, type Value } from "../framework/value";
import type { Pods } from "../models/kubernetes/pods";
import { selects } from "../models/kubernetes/selector";

/** Labels of which a node has one value: pods that one of them keeps apart are on different nodes. */
const PLACES: readonly unknown[] = [
  "kubernetes.io/hostname",
  "topology.kubernetes.io/zone",
  "topology.kubernetes.io/region",
];

/**
 * Tells whether pods refuse to come to a node on which others run, by their required anti-affinity:
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity.
 */
export function isKeptApart({ spec, object }: Pods, other: Pods): Value<boolean> {
  const answers = spec
    .at("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
    .entries()
    .map((term) => {
      const place = term.at("topologyKey");
      const answer = speaksOf(term, object.namespace, other);
      return answer !== true || PLACES.includes(place.value)
        ? answer
        : new Unknown(
            `${place.path} ${place.unknownReason() ?? "names a label that a node may lack"}`,
          );
    });
  return (
    answers.find((answer) => answer === true) ?? answers.find((answer) => !isKnown(answer)) ?? false
  );
}

function speaksOf(term: Place, own: Value<string> | undefined, other: Pods): Value<boolean> {
  const selector = term.at("labelSelector");
  // A term without a selector of labels speaks of no pods.
  const isOfLabels =
    selector.value === undefined || selector.value === null
      ? false
      : selects(selector, other.labels);
  if (isOfLabels === false) return false;
  const isOfNamespace = isInNamespaces(term, own, other.object.namespace);
  if (isOfNamespace !== true) return isOfNamespace;
  return isKnown(isOfLabels) ? true : new Unknown(`${selector.path} ${isOfLabels.reason}`);
}

/** A term speaks of its own namespace, unless it names or chooses others. */
function isInNamespaces(
  term: Place,
  own: Value<string> | undefined,
  namespace: Value<string> | undefined,
): Value<boolean> {
  const named = term.at("namespaces");
  const chosen = term.at("namespaceSelector");
  const unread = [named, chosen, ...named.entries()].find(({ value }) => !isKnown(value));
  if (unread !== undefined) return new Unknown(`${unread.path} ${unread.unknownReason() ?? ""}`);
  const labels = chosen.record();
  if (labels !== undefined) {
    return Object.keys(labels).length === 0
      ? true
      : new Unknown(`${chosen.path} chooses namespaces by labels, which are not compared here`);
  }
  const names = named.entries().map(({ value }) => value);
  const unknown = [namespace, ...(names.length === 0 ? [own] : [])].find((each) => !isKnown(each));
  if (unknown instanceof Unknown) return new Unknown(`a namespace ${unknown.reason}`);
  return names.length === 0 ? namespace === own : names.includes(namespace as string);
}
