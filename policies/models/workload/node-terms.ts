import { type Place, unreadPlaces } from "../../framework/place";
import { Unknown, type Value } from "../../framework/value";

/** One set of demands on a node: a pod comes to a node that meets all of them. */
export interface NodeTerm {
  /** The labels of which it asks something. */
  readonly labels: readonly string[];
  /**
   * The values that a label may have; undefined where the term asks nothing of it.
   *
   * @param usual The values that there are, for a demand that only excludes some.
   */
  allowed(label: string, usual: readonly string[]): readonly string[] | undefined;
  /** Whether a node must have a label, or must not; undefined where both will do. */
  has(label: string): boolean | undefined;
  /** The whole numbers that a label may be, from the least to the most, as `Gt` and `Lt` bound them. */
  between(label: string): readonly [least: number, most: number];
}

interface Demand {
  readonly label: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * The terms of which a node has to meet one: those of the required node affinity, each with the node selector of the pod
 * (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/); one without demands where there are none.
 */
export function matchingTerms(pod: Place): Value<readonly NodeTerm[]> {
  const selector = pod.at("nodeSelector");
  const affinity = pod.at(
    "affinity",
    "nodeAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
    "nodeSelectorTerms",
  );
  const terms = affinity.entries();
  const lists = terms.map((term) => term.at("matchExpressions"));
  const expressions = lists.flatMap((list) => list.entries());
  const selected = Object.entries(selector.record() ?? {});
  const unknown =
    unreadPlaces([
      selector,
      affinity,
      ...terms,
      ...lists,
      ...expressions,
      ...expressions.flatMap((one) => [one.at("key"), one.at("operator"), one.at("values")]),
      ...expressions.flatMap((one) => one.at("values").entries()),
    ])[0] ??
    selected.flatMap(([label, value]) =>
      value instanceof Unknown
        ? [{ path: `${selector.path}["${label}"]`, reason: value.reason }]
        : [],
    )[0];
  if (unknown !== undefined) return new Unknown(`${unknown.path} ${unknown.reason}`);
  const always = selected.flatMap(([label, value]): Demand[] =>
    typeof value === "string" ? [{ label, operator: "In", values: [value] }] : [],
  );
  return lists.length === 0
    ? [termOf(always)]
    : lists.map((list) => termOf([...always, ...list.entries().flatMap(readDemand)]));
}

function readDemand(expression: Place): readonly Demand[] {
  const label = expression.at("key").value;
  const operator = expression.at("operator").value;
  if (typeof label !== "string" || typeof operator !== "string") return [];
  const values = expression
    .at("values")
    .entries()
    .flatMap(({ value }) => (typeof value === "string" ? [value] : []));
  return [{ label, operator, values }];
}

/** Operators that a node without the label does not meet. */
const PRESENT: ReadonlySet<string> = new Set(["In", "Exists", "Gt", "Lt"]);

function termOf(demands: readonly Demand[]): NodeTerm {
  const about = (wanted: string) => demands.filter(({ label }) => label === wanted);
  return {
    labels: [...new Set(demands.map(({ label }) => label))],
    has(wanted) {
      const operators = about(wanted).map(({ operator }) => operator);
      return operators.includes("DoesNotExist")
        ? false
        : operators.some((operator) => PRESENT.has(operator)) || undefined;
    },
    between(wanted) {
      const bounds = (asked: string) =>
        about(wanted).flatMap(({ operator, values: [value = ""] }) =>
          operator === asked && /^-?\d{1,15}$/.test(value) ? [Number(value)] : [],
        );
      return [
        Math.max(...bounds("Gt").map((bound) => bound + 1), -Infinity),
        Math.min(...bounds("Lt").map((bound) => bound - 1), Infinity),
      ];
    },
    allowed(wanted, usual) {
      const told = about(wanted).filter(
        ({ operator }) => operator === "In" || operator === "NotIn",
      );
      if (told.length === 0) return undefined;
      const included = told.filter(({ operator }) => operator === "In");
      const candidates = included.length === 0 ? usual : (included[0]?.values ?? []);
      return [...new Set(candidates)].filter((value) =>
        told.every(({ operator, values }) => values.includes(value) === (operator === "In")),
      );
    },
  };
}
