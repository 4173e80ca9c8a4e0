import fc from "fast-check";
import { rangeOf } from "../network/range";
import type { Direction } from "./network-policy";

interface PlainPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}
interface PlainPeer {
  readonly podSelector?: { readonly matchLabels: { readonly app: string } } | object;
  readonly namespaceSelector?: { readonly matchLabels: { readonly team: string } } | object;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}
/** A policy without any unknown. */
export interface PlainPolicy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector: { readonly matchLabels?: { readonly app: string } };
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { from?: readonly PlainPeer[]; ports?: readonly PlainPort[] }[];
    readonly egress?: readonly { to?: readonly PlainPeer[]; ports?: readonly PlainPort[] }[];
  };
}
/** A pod with the port that it calls `http`. */
export interface PlainPod {
  readonly namespace: "a" | "b";
  readonly app: string;
  readonly httpPort: number;
}

const APPS = ["api", "db", "web"];
/** The label `team` of each namespace. */
export const TEAMS: Readonly<Record<string, string>> = { a: "red", b: "blue" };
const app = fc.constantFrom(...APPS);
const namespace = fc.constantFrom("a" as const, "b" as const);
/** Any pod. */
export const pod = fc.record({ namespace, app, httpPort: fc.constantFrom(80, 81) });
const selector = fc.oneof(
  fc.constant({}),
  app.map((each) => ({ matchLabels: { app: each } })),
);
/** Peers that are addresses. */
export const block = fc
  .tuple(fc.constantFrom("8.8.8.0/28", "8.8.8.0/29", "8.8.8.8/30", "0.0.0.0/0"), fc.boolean())
  .map(([cidr, isHoled]) => ({
    ipBlock: { cidr, ...(isHoled ? { except: ["8.8.8.4/30", "10.0.0.0/8"] } : {}) },
  }));
/** Peers that are pods. */
export const pods = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  fc.constantFrom("red", "blue").map((team) => ({ namespaceSelector: { matchLabels: { team } } })),
  fc.tuple(selector, fc.constantFrom("red", "blue")).map(([podSelector, team]) => ({
    podSelector,
    namespaceSelector: { matchLabels: { team } },
  })),
);
const port = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 81, "http") }),
  fc.record({ protocol: fc.constantFrom("UDP", "TCP"), port: fc.constantFrom(80, 53) }),
  fc.constant({ port: 79, endPort: 80 }),
  fc.constant({ protocol: "UDP" }),
  fc.constant({ protocol: "UDP", port: "http" }),
);
const list = <T>(entry: fc.Arbitrary<T>) =>
  fc.option(fc.array(entry, { maxLength: 2 }), { nil: undefined });
/** Policies with some peers. */
export const policyOf = (peer: fc.Arbitrary<PlainPeer>): fc.Arbitrary<PlainPolicy> =>
  fc.record({
    namespace,
    spec: fc.record(
      {
        podSelector: selector,
        policyTypes: fc.constantFrom(["Ingress"], ["Egress"], ["Ingress", "Egress"], undefined),
        ingress: list(fc.record({ from: list(peer), ports: list(port) })),
        egress: list(fc.record({ to: list(peer), ports: list(port) })),
      },
      { requiredKeys: ["podSelector"] },
    ),
  }) as fc.Arbitrary<PlainPolicy>;

/** What the documentation says, in the plainest way, without any unknown. */
export function naive(
  policies: readonly PlainPolicy[],
  direction: Direction,
  own: PlainPod,
  other: PlainPod | number,
  wanted: { readonly protocol: string; readonly port: number; readonly to: PlainPod | number },
): boolean {
  const isolating = policies.filter(({ namespace: where, spec }) => {
    const types = spec.policyTypes ?? [
      "Ingress",
      ...((spec.egress ?? []).length > 0 ? ["Egress"] : []),
    ];
    const isSelected =
      spec.podSelector.matchLabels === undefined || spec.podSelector.matchLabels.app === own.app;
    return (
      where === own.namespace &&
      isSelected &&
      types.includes(direction === "ingress" ? "Ingress" : "Egress")
    );
  });
  const matchesPeer = (peer: PlainPeer, where: string) => {
    if (typeof other === "number") {
      return peer.ipBlock !== undefined && inBlock(peer.ipBlock, other);
    }
    const labels = (each: object | undefined) =>
      (each as { matchLabels?: Record<string, string> })?.matchLabels;
    const inNamespace =
      peer.namespaceSelector === undefined
        ? other.namespace === where
        : labels(peer.namespaceSelector)?.team === TEAMS[other.namespace];
    const named = labels(peer.podSelector)?.app;
    return (
      peer.ipBlock === undefined && inNamespace && (named === undefined || named === other.app)
    );
  };
  const matchesPort = (each: PlainPort) => {
    const named = typeof wanted.to === "number" ? undefined : wanted.to.httpPort;
    const first = each.port === "http" ? named : each.port;
    const isHttp = each.port !== "http" || wanted.protocol === "TCP";
    return (
      (each.protocol ?? "TCP") === wanted.protocol &&
      isHttp &&
      (each.port === undefined ||
        (first !== undefined &&
          wanted.port >= Number(first) &&
          wanted.port <= (each.endPort ?? Number(first))))
    );
  };
  return (
    isolating.length === 0 ||
    isolating.some(({ namespace: where, spec }) =>
      (direction === "ingress"
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from ?? [], ports: ports ?? [] }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to ?? [], ports: ports ?? [] }))
      ).some(
        ({ peers, ports }) =>
          (peers.length === 0 || peers.some((peer) => matchesPeer(peer, where))) &&
          (ports.length === 0 || ports.some(matchesPort)),
      ),
    )
  );
}

function inBlock(block: NonNullable<PlainPeer["ipBlock"]>, address: number): boolean {
  const contains = (cidr: string) => {
    const [base = "", bits = "32"] = cidr.split("/");
    const range = rangeOf(base, Number(bits));
    return range !== undefined && range.first <= address && address <= range.last;
  };
  return contains(block.cidr) && !(block.except ?? []).some(contains);
}
