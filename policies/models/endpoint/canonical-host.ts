import { parseIpv4, parseIpv6 } from "./ip-address";
import { readLoopback } from "./loopback";

/** A host in one spelling, whichever of several it is written in. */
export type CanonicalHost =
  | { readonly kind: "loopback" }
  /** An IP address. */
  | { readonly kind: "address"; readonly text: string }
  /** A name that only DNS can tell more of. */
  | { readonly kind: "name"; readonly text: string }
  /** A Service of a cluster, or a pod behind one. */
  | {
      readonly kind: "service";
      readonly name: string;
      /** Undefined where the namespace of the reader is meant, and is not known. */
      readonly namespace: string | undefined;
      readonly pod?: string;
      /** Whether the name may as well be one outside the cluster, as `db.internal` may. */
      readonly mayBeOutside: boolean;
    };

/**
 * Brings a host into one spelling: upper case, trailing dots, spellings of addresses, and in a cluster short names, whose
 * namespace is that of the reader: https://kubernetes.io/docs/concepts/services-networking/dns-pod-service.
 *
 * @param host Without port and brackets.
 * @param reader The namespace of who reads it; undefined where it is not known, `outside` for who is in no cluster.
 */
export function canonicalHost(host: string, reader: string | undefined | "outside"): CanonicalHost {
  if (readLoopback(host) !== undefined) {
    return { kind: "loopback" };
  }
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  const text = bare.replace(/\.$/, "");
  const groups = parseIpv6(bare.replace(/%.*$/s, ""));
  if (groups !== undefined) {
    return { kind: "address", text: groups.map((group) => group.toString(16)).join(":") };
  }
  const address = parseIpv4(text);
  if (address !== undefined) {
    return { kind: "address", text: String(address) };
  }
  const inCluster = /^([a-z0-9.-]+)\.svc(?:\.[a-z0-9.-]+)?$/.exec(text)?.[1];
  const labels = (inCluster ?? text).split(".");
  if (inCluster !== undefined) {
    return serviceOf(labels, undefined, false) ?? { kind: "name", text };
  }
  return (
    (reader === "outside" ? undefined : serviceOf(labels, reader, true)) ?? { kind: "name", text }
  );
}

function serviceOf(
  labels: readonly string[],
  reader: string | undefined,
  isShort: boolean,
): CanonicalHost | undefined {
  const [first = "", second, third, ...others] = labels;
  if (others.length > 0 || (isShort && third !== undefined)) {
    return undefined;
  }
  if (third !== undefined && second !== undefined) {
    return { kind: "service", pod: first, name: second, namespace: third, mayBeOutside: false };
  }
  if (second === undefined) {
    return isShort
      ? { kind: "service", name: first, namespace: reader, mayBeOutside: false }
      : undefined;
  }
  return isShort && first.startsWith(`${second}-`) && /^\d+$/.test(first.slice(second.length + 1))
    ? { kind: "service", pod: first, name: second, namespace: reader, mayBeOutside: true }
    : { kind: "service", name: first, namespace: second, mayBeOutside: isShort };
}

/** Whether two hosts are one: `unsure` where only a name server, or a namespace that is not known, can tell. */
export type SameHost = "same" | "different" | "unsure";

/** Compares two hosts. */
export function compareHosts(one: CanonicalHost, other: CanonicalHost): SameHost {
  if (one.kind === "loopback" || other.kind === "loopback") {
    return one.kind === other.kind ? "same" : "different";
  }
  if (one.kind === "service" && other.kind === "service") {
    return compareServices(one, other);
  }
  if (one.kind === "service" || other.kind === "service") {
    const [service, outside] = one.kind === "service" ? [one, other] : [other, one];
    return service.kind === "service" && service.mayBeOutside && outside.kind === "address"
      ? "unsure"
      : "different";
  }
  if (one.kind === other.kind) {
    return one.text === other.text ? "same" : "different";
  }
  return "unsure";
}

type ServiceHost = Extract<CanonicalHost, { kind: "service" }>;

function compareServices(one: ServiceHost, other: ServiceHost): SameHost {
  if (!isOneService(one, other)) {
    return "different";
  }
  if (one.pod !== undefined && other.pod !== undefined && one.pod !== other.pod) {
    return "different";
  }
  if (one.namespace === other.namespace) {
    return "same";
  }
  return one.namespace === undefined || other.namespace === undefined ? "unsure" : "different";
}

/** A pod of a StatefulSet is the server that the Service in front of it leads to. */
function isOneService(one: ServiceHost, other: ServiceHost): boolean {
  const names = (host: ServiceHost) => [
    host.name,
    host.name.replace(/-(?:headless|hl)$/, ""),
    ...(host.pod === undefined ? [] : [host.pod.replace(/-\d+$/, "")]),
  ];
  const others = new Set(names(other));
  return names(one).some((name) => others.has(name));
}
