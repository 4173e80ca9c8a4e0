import { everyOf, someOf, type Truth } from "../../framework/truth";
import { isKnown, Unknown, type Value } from "../../framework/value";
import { selects } from "../kubernetes/selector";
import { parseRange, type Range } from "../network/range";
import type { AddressEnd, Direction, End, NetworkPolicy, Peer, PodEnd } from "./network-policy";

type Block = Extract<Peer, { readonly is: "block" }>;

/** Addresses that pods may have, where no cluster uses public ones for them. */
const PRIVATE: readonly Range[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "240.0.0.0/4",
].flatMap((text) => parseRange(text) ?? []);

/**
 * Whether a block means pods too is left to the network plugin: Calico compares the addresses of pods, Cilium and with it GKE
 * Dataplane V2 does not (https://github.com/cilium/cilium/issues/9209).
 */
const MAY_MEAN_PODS = new Unknown("is an ipBlock, which GKE Dataplane V2 does not apply to pods");

/** Whether one of the peers of a rule is the other end of a connection. */
export function admitsPeer(
  peers: readonly Value<Peer>[] | undefined,
  namespace: Value<string>,
  pod: PodEnd,
  end: End,
): Truth {
  return (
    peers === undefined ||
    someOf(peers.map((peer) => (isKnown(peer) ? isPeer(peer, namespace, pod, end) : peer)))
  );
}

function isPeer(peer: Peer, namespace: Value<string>, pod: PodEnd, end: End): Truth {
  if (peer.is === "block") {
    return end.is === "pod" ? mayMeanPods(peer) : containsAddresses(peer, end);
  }
  if (end.is !== "pod") {
    return false;
  }
  return everyOf([
    peer.namespaceSelector === undefined
      ? isOwnNamespace(namespace, pod, end)
      : selects(peer.namespaceSelector, end.namespaceLabels),
    peer.podSelector === undefined || selects(peer.podSelector, end.labels),
  ]);
}

/** The policy lies in the namespace of the pod that it is for, whatever that is. */
function isOwnNamespace(namespace: Value<string>, pod: PodEnd, end: PodEnd): Truth {
  const own = isKnown(namespace) ? namespace : pod.namespace;
  if (!isKnown(own)) {
    return own;
  }
  return isKnown(end.namespace) ? own === end.namespace : end.namespace;
}

function mayMeanPods(block: Block): Truth {
  return containsAddresses(block, { is: "addresses", within: PRIVATE, needs: "any" }) === false
    ? false
    : MAY_MEAN_PODS;
}

/** Whether a block contains addresses, all of which or one of which is asked for. The parts of all are not divided by it. */
function containsAddresses({ cidr, except }: Block, { within, needs }: AddressEnd): Truth {
  if (!isKnown(cidr)) {
    return cidr;
  }
  const range = parseRange(cidr);
  if (range === undefined) {
    return false;
  }
  const unread = except.find((each): each is Unknown => !isKnown(each));
  const holes = except.flatMap((each) => (isKnown(each) ? (parseRange(each) ?? []) : []));
  const left = within.flatMap((each) => without(intersection(each, range), holes));
  const isContained =
    needs === "any" ? left.length > 0 : sizeOf(left) === sizeOf(within) && left.length > 0;
  return isContained && unread !== undefined ? unread : isContained;
}

function intersection(one: Range, other: Range): readonly Range[] {
  const first = Math.max(one.first, other.first);
  const last = Math.min(one.last, other.last);
  return first <= last ? [{ first, last, prefix: one.prefix }] : [];
}

function without(ranges: readonly Range[], holes: readonly Range[]): readonly Range[] {
  return holes.reduce<readonly Range[]>(
    (left, hole) =>
      left.flatMap((range) => [
        ...intersection(range, { first: 0, last: hole.first - 1, prefix: 0 }),
        ...intersection(range, { first: hole.last + 1, last: 2 ** 32 - 1, prefix: 0 }),
      ]),
    ranges,
  );
}

function sizeOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}

/** The first address of every part into which the blocks of some policies divide all addresses. */
export function boundariesIn(
  policies: readonly NetworkPolicy[],
  direction: Direction,
): readonly number[] {
  return policies.flatMap((policy) =>
    policy.rules[direction].flatMap((rule) =>
      (isKnown(rule) ? (rule.peers ?? []) : []).flatMap((peer) =>
        isKnown(peer) && peer.is === "block"
          ? [peer.cidr, ...peer.except].flatMap((text) => {
              const range = isKnown(text) ? parseRange(text) : undefined;
              return range === undefined ? [] : [range.first, range.last + 1];
            })
          : [],
      ),
    ),
  );
}
