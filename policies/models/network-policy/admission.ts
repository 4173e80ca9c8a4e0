import { everyOf, type Truth } from "../../framework/truth";
import { isKnown, type Value } from "../../framework/value";
import { selects } from "../kubernetes/selector";
import type { Range } from "../network/range";
import { admitsPeer, boundariesIn } from "./match-peer";
import { admitsPort } from "./match-port";
import type {
  AddressEnd,
  Connection,
  Direction,
  End,
  NetworkPolicy,
  PodEnd,
  Rule,
} from "./network-policy";

/** What the policies say of one direction of a connection. */
export interface Admission {
  readonly admitted: Truth;
  /** The policies that isolate the pod in the direction, or may: the first ones surely do. */
  readonly isolatedBy: readonly NetworkPolicy[];
}

/** What one policy says of a connection at the end that it is for. */
interface Statement {
  readonly policy: NetworkPolicy;
  /** Whether it isolates the pod in the direction. */
  readonly isolates: Truth;
  /** Whether one of its rules admits the connection. */
  readonly admits: Truth;
}

/**
 * Evaluates policies for one direction of a connection: a pod that none isolates is open, and one that any isolates admits
 * what a rule of any of them admits. Where something is unknown, the answer is known if all that it may turn out to be gives
 * the same one.
 */
export function admit(
  policies: readonly NetworkPolicy[],
  connection: Connection,
  direction: Direction,
): Admission {
  const pod = direction === "ingress" ? connection.to : connection.from;
  const other = direction === "ingress" ? connection.from : connection.to;
  if (pod.is !== "pod") {
    return { admitted: true, isolatedBy: [] };
  }
  const isolating = policies.flatMap((policy) => {
    const isolates = isolatesPod(policy, pod, direction);
    return isolates === false ? [] : [{ policy, isolates }];
  });
  const admits = (peer: End): Truth =>
    conclude(
      isolating.map(({ policy, isolates }) => ({
        policy,
        isolates,
        admits: admitsInRules(policy, direction, pod, peer, connection),
      })),
    );
  const [sure, unsure] = [true, false].map((wanted) =>
    isolating.filter(({ isolates }) => (isolates === true) === wanted),
  );
  return {
    admitted: everyOf(partsOf(other, policies, direction).map(admits)),
    isolatedBy: [...(sure ?? []), ...(unsure ?? [])].map(({ policy }) => policy),
  };
}

/** Whether a policy is for a pod and closes it in a direction. */
export function isolatesPod(policy: NetworkPolicy, pod: PodEnd, direction: Direction): Truth {
  return everyOf([policy.isolates[direction], isFor(policy, pod)]);
}

/** Whether a policy is for a pod, whatever it says. */
export function isFor({ namespace, podSelector }: NetworkPolicy, pod: PodEnd): Truth {
  const isNear = sameNamespace(namespace, pod.namespace);
  return isNear === false ? false : everyOf([isNear, selects(podSelector, pod.labels)]);
}

function sameNamespace(one: Value<string>, other: Value<string>): Truth {
  if (!isKnown(one)) {
    return one;
  }
  return isKnown(other) ? one === other : other;
}

/**
 * Each statement may turn out in several ways, each for itself. The pod is closed for the connection in some of them, if one
 * may isolate without admitting, and none that surely isolates surely admits; it is open in some, if none surely isolates or
 * one may isolate and admit.
 */
function conclude(statements: readonly Statement[]): Truth {
  const isSure = ({ isolates }: Statement) => isolates === true;
  const mayBeClosed =
    statements.some(({ admits }) => admits !== true) &&
    statements.every((statement) => !isSure(statement) || statement.admits !== true);
  const mayBeOpen = !statements.some(isSure) || statements.some(({ admits }) => admits !== false);
  if (mayBeOpen && mayBeClosed) {
    return (
      statements
        .flatMap(({ isolates, admits }) => [admits, isolates])
        .find((truth) => !isKnown(truth)) ?? true
    );
  }
  return mayBeOpen;
}

function admitsInRules(
  policy: NetworkPolicy,
  direction: Direction,
  pod: PodEnd,
  peer: End,
  connection: Connection,
): Truth {
  let unknown: Truth = false;
  for (const rule of policy.rules[direction]) {
    const answer = isKnown(rule) ? admitsByRule(rule, policy, pod, peer, connection) : rule;
    if (answer === true) {
      return true;
    }
    unknown = unknown === false ? answer : unknown;
  }
  return unknown;
}

function admitsByRule(
  rule: Rule,
  policy: NetworkPolicy,
  pod: PodEnd,
  peer: End,
  connection: Connection,
): Truth {
  return everyOf([
    admitsPort(rule.ports, connection),
    admitsPeer(rule.peers, policy.namespace, pod, peer),
  ]);
}

/** Addresses that need all be admitted may be admitted by several rules, each a part: the parts that no block divides. */
function partsOf(
  end: End,
  policies: readonly NetworkPolicy[],
  direction: Direction,
): readonly End[] {
  if (end.is !== "addresses" || end.needs === "any") {
    return [end];
  }
  return end.within
    .flatMap((range) => divided(range, boundariesIn(policies, direction)))
    .map((part): AddressEnd => ({ ...end, within: [part] }));
}

function divided(range: Range, boundaries: readonly number[]): readonly Range[] {
  const starts = [
    ...new Set([
      range.first,
      ...boundaries.filter((each) => each > range.first && each <= range.last),
    ]),
  ].sort((one, other) => one - other);
  return starts.map((first, index) => ({
    first,
    last: (starts[index + 1] ?? range.last + 1) - 1,
    prefix: range.prefix,
  }));
}
