import type { Place } from "../framework/place";
import { isKnown, Unknown, type Value } from "../framework/value";
import { matchingTerms, type NodeTerm } from "../models/workload/node-terms";

/** One set of demands on a node. */
interface NodeDemands {
  readonly term: NodeTerm;
  /** The names that the node may have; undefined for any. */
  readonly names: readonly string[] | undefined;
}

/** The nodes to which pods may come: those that meet one of these demands. Unknown where a demand cannot be read. */
export type Nodes = Value<readonly NodeDemands[]>;

/**
 * Reads what pods ask of the labels and the name of their node. Taints are not compared: a program does not say which nodes
 * have them.
 */
export function nodesOf(spec: Place): Nodes {
  const terms = matchingTerms(spec);
  const given = spec.at("nodeName").text();
  if (!isKnown(terms)) return terms;
  if (given instanceof Unknown) return new Unknown(`${spec.path}.nodeName ${given.reason}`);
  const lists = spec
    .at(
      "affinity",
      "nodeAffinity",
      "requiredDuringSchedulingIgnoredDuringExecution",
      "nodeSelectorTerms",
    )
    .entries()
    .map((term) => term.at("matchFields"));
  const unread = lists.find(({ value }) => !isKnown(value));
  if (unread !== undefined) return new Unknown(`${unread.path} ${unread.unknownReason() ?? ""}`);
  return terms.map((term, at) => ({
    term,
    names: given === undefined || given === "" ? namesIn(lists[at]) : [given],
  }));
}

/** A field can be one name: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity. */
function namesIn(fields: Place | undefined): readonly string[] | undefined {
  const field = fields
    ?.entries()
    .find((each) => each.at("key").value === "metadata.name" && each.at("operator").value === "In");
  return field
    ?.at("values")
    .entries()
    .flatMap(({ value }) => (typeof value === "string" ? [value] : []));
}

/** Tells whether pods of two kinds may come to one node. */
export function mayShareNode(one: Nodes, other: Nodes): Value<boolean> {
  if (!isKnown(one) || !isKnown(other)) {
    return isKnown(one) ? (other as Unknown) : one;
  }
  return one.some((demands) => other.some((each) => canBothMeet(demands, each)));
}

function canBothMeet(one: NodeDemands, other: NodeDemands): boolean {
  const { names } = one;
  if (names !== undefined && other.names !== undefined) {
    return names.some((name) => other.names?.includes(name));
  }
  return [...new Set([...one.term.labels, ...other.term.labels])].every((label) =>
    agree(one.term, other.term, label),
  );
}

/** Two terms agree about a label unless no value of it, nor its absence, meets both. */
function agree(one: NodeTerm, other: NodeTerm, label: string): boolean {
  const has = [one.has(label), other.has(label)];
  const [least, most] = one.between(label);
  const [leastOfOther, mostOfOther] = other.between(label);
  if (
    (has.includes(true) && has.includes(false)) ||
    Math.max(least, leastOfOther) > Math.min(most, mostOfOther)
  ) {
    return false;
  }
  const usual = [...(one.allowed(label, []) ?? []), ...(other.allowed(label, []) ?? [])];
  const wanted = one.allowed(label, usual);
  const wantedByOther = other.allowed(label, usual);
  if (wanted === undefined || wantedByOther === undefined || usual.length === 0) {
    return true;
  }
  return wanted.some((value) => wantedByOther.includes(value));
}

/** The values of labels, and the names, of which all nodes of some pods have one: pods that ask for others are on other nodes. */
export function partsOf(nodes: Nodes): ReadonlyMap<string, readonly string[]> {
  const [first, ...others] = isKnown(nodes) ? nodes : [];
  if (first === undefined || others.length > 0) {
    return new Map();
  }
  const { term, names } = first;
  return new Map([
    ...(names === undefined ? [] : [["name of the node", names] as const]),
    ...term.labels.flatMap((label) => {
      const values = term.has(label) === true ? term.allowed(label, []) : undefined;
      return values === undefined || values.length === 0 ? [] : [[label, values] as const];
    }),
  ]);
}
