import { isIPv4 } from "node:net";
import type { PlannedPolicy } from "./policies";

/** A pod, or an IPv4 address, at an end of a connection. */
export type End =
  | { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly address: string };

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { key: string; operator: string; values: string[] }[];
}
interface Rule {
  readonly from?: readonly RulePeer[];
  readonly to?: readonly RulePeer[];
  readonly ports: readonly { readonly protocol: string; readonly port: number }[];
}
interface RulePeer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
interface PlainSpec {
  readonly podSelector: Selector;
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

function selects(
  { matchLabels = {}, matchExpressions = [] }: Selector,
  labels: Readonly<Record<string, string>>,
): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, values }) => values.includes(labels[key] ?? ""))
  );
}

function numberOf(address: string): number {
  if (!isIPv4(address)) {
    throw new Error(`${address} is no IPv4 address.`);
  }
  return address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
}

function isWithin(address: string, cidr: string): boolean {
  const [base = "", length = "32"] = cidr.split("/");
  const size = 2 ** (32 - Number(length));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size);
}

function matches(peer: RulePeer, end: End): boolean {
  if ("address" in end) {
    const { cidr, except = [] } = peer.ipBlock ?? { cidr: "255.255.255.255/32" };
    return isWithin(end.address, cidr) && !except.some((hole) => isWithin(end.address, hole));
  }
  if (peer.ipBlock !== undefined) {
    return false;
  }
  const ofNamespace = { "kubernetes.io/metadata.name": end.namespace };
  return (
    selects(peer.namespaceSelector ?? {}, ofNamespace) &&
    selects(peer.podSelector ?? {}, end.labels)
  );
}

function opens(
  policies: readonly PlannedPolicy[],
  end: End,
  other: End,
  direction: "ingress" | "egress",
  port: number,
  protocol: string,
): boolean {
  if ("address" in end) {
    return true;
  }
  const own = policies
    .filter(({ namespace }) => namespace === end.namespace)
    .map(({ spec }) => spec as PlainSpec)
    .filter(
      ({ podSelector, policyTypes }) =>
        selects(podSelector, end.labels) &&
        policyTypes.some((type) => type.toLowerCase() === direction),
    );
  return (
    own.length === 0 ||
    own
      .flatMap((spec) => spec[direction] ?? [])
      .some(
        ({ from, to, ports }) =>
          ports.some((open) => open.port === port && open.protocol === protocol) &&
          (from ?? to ?? []).some((peer) => matches(peer, other)),
      )
  );
}

/**
 * Whether a connection can be made, going by what Kubernetes says of network policies and by nothing of how ours are made:
 * https://kubernetes.io/docs/concepts/services-networking/network-policies.
 */
export function admits(
  policies: readonly PlannedPolicy[],
  from: End,
  to: End,
  port: number,
  protocol = "TCP",
): boolean {
  return (
    opens(policies, from, to, "egress", port, protocol) &&
    opens(policies, to, from, "ingress", port, protocol)
  );
}

/** A pod of a service or store. */
export function podOf(namespace: string, name: string): End {
  return { namespace, labels: { "app.kubernetes.io/name": name, "pod-template-hash": "1" } };
}
