import type { Place } from "../framework/place";
import { isKnown, type Unknown, type Value } from "../framework/value";
import { matchingTerms, type NodeTerm } from "../models/workload/node-terms";

/**
 * Tells whether the pods of two specifications may come to one node, by what they ask of its labels. Taints are not compared:
 * a program does not say which nodes have them.
 */
export function mayShareNode(one: Place, other: Place): Value<boolean> {
  const own = matchingTerms(one);
  const others = matchingTerms(other);
  if (!isKnown(own) || !isKnown(others)) {
    return isKnown(own) ? (others as Unknown) : own;
  }
  const labels = [...new Set([...labelsOf(one), ...labelsOf(other)])];
  return own.some((term) =>
    others.some((each) => labels.every((label) => agree(term, each, label))),
  );
}

/** Two terms agree about a label unless both name values and have none in common. */
function agree(one: NodeTerm, other: NodeTerm, label: string): boolean {
  const values = one.allowed(label, []);
  const others = other.allowed(label, []);
  const usual = [...(values ?? []), ...(others ?? [])];
  const wanted = one.allowed(label, usual);
  const wantedByOther = other.allowed(label, usual);
  if (wanted === undefined || wantedByOther === undefined || usual.length === 0) {
    return true;
  }
  return wanted.some((value) => wantedByOther.includes(value));
}

function labelsOf(pod: Place): readonly string[] {
  const terms = pod.at(
    "affinity",
    "nodeAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
    "nodeSelectorTerms",
  );
  return [
    ...Object.keys(pod.at("nodeSelector").record() ?? {}),
    ...terms
      .entries()
      .flatMap((term) => term.at("matchExpressions").entries())
      .flatMap((expression) => {
        const { value } = expression.at("key");
        return typeof value === "string" ? [value] : [];
      }),
  ];
}
