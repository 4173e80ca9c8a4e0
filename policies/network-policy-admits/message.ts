import { type Finding, undetermined, violation } from "../framework/finding";
import { isKnown } from "../framework/value";
import { objectSubject, shownNamespace } from "../models/kubernetes/object";
import type { Pods } from "../models/kubernetes/pods";
import type { Service } from "../models/kubernetes/service";
import { type ClusterPolicies, shownPolicies } from "../models/network-policy/cluster-policies";
import type { Closed, PodPort } from "./path";

/** Most labels that a message proposes for a selector. */
const MOST_LABELS = 2;

/** A port as a message shows it: `TCP port 8000`. */
export function shownPort({ protocol, port }: PodPort): string {
  return `${protocol} port ${port}`;
}

/** What a way is needed for, in words. */
export interface Wanted {
  /** Property path that needs it. */
  readonly path: string;
  /** The clause behind the path that says what it needs: `leads to Service "db"`. */
  readonly need: string;
  /** Who connects, in a sentence about the other side: `from Deployment "api"`. */
  readonly from: string;
  /** Where to, in a sentence about the first side: `to StatefulSet "db" on TCP port 5432`. */
  readonly to: string;
  /** The peer of an egress rule that admits it, and of an ingress rule. */
  readonly peers: { readonly egress: string; readonly ingress: string };
  /** Empty where the peers say it. */
  readonly port: string;
}

/** The finding for a way that is closed in some directions, or may be. */
export function closedFinding(
  wanted: Wanted,
  closed: readonly Closed[],
  policies: ClusterPolicies,
): Finding {
  const { path, need } = wanted;
  const sure = closed.filter(({ unknown }) => unknown === undefined);
  if (sure.length === 0) {
    const [first] = closed;
    const reason = first?.unknown?.reason ?? "is known only after deployment";
    return undetermined(
      path,
      `${need}, and whether the network policies admit that cannot be told (${shownPolicies(first?.isolatedBy ?? [])}): what decides it ${reason}. Name pods and namespaces by labels, as literals.`,
    );
  }
  const sentences = sure.map(
    ({ direction, pods, isolatedBy }) =>
      `${shownPolicies(isolatedBy)} ${isolatedBy.length === 1 ? "isolates" : "isolate"} the ${direction} of ${objectSubject(pods.object)}, and no rule admits connections ${direction === "egress" ? wanted.to : wanted.from}.`,
  );
  const rules = sure.map(
    ({ direction }, index) =>
      `${index === 0 ? "Add" : "and"} an ${direction} rule ${direction === "egress" ? "to" : "from"} ${wanted.peers[direction]}${wanted.port === "" ? "" : ` on ${wanted.port}`}`,
  );
  const other = sure.map(({ pods }) => policies.otherFor(pods)).find((each) => each !== undefined);
  const text = `${need}. ${sentences.join(" ")}`;
  return other === undefined
    ? violation(path, `${text} ${rules.join(" ")}.`)
    : undetermined(
        path,
        `${text} ${objectSubject(other)} may admit them, which is not evaluated. Make sure that it does, or ${lowered(rules.join(" "))}.`,
      );
}

function lowered(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

/** The pods of a Service as the peer of a rule: by its own selector, in their namespace where that is another one. */
export function peerOf(service: Service, other: Pods): string {
  const labels = Object.entries(service.selector.record() ?? {})
    .filter(([, value]) => typeof value === "string")
    .slice(0, MOST_LABELS)
    .map(([key, value]) => `"${key}: ${value}"`);
  const pods = labels.length === 0 ? "its pods" : `pods with ${labels.join(" and ")}`;
  const own = service.object.namespace ?? "default";
  return own === other.object.namespace || !isKnown(own)
    ? pods
    : `${pods} in namespace "${shownNamespace(own)}"`;
}

/** Pods as the peer of a rule: by the labels of their template. */
export function peerOfPods({ object, metadata }: Pods, other: Pods): string {
  const labels = Object.entries(metadata.at("labels").record() ?? {})
    .filter(([, value]) => typeof value === "string")
    .slice(0, MOST_LABELS)
    .map(([key, value]) => `"${key}: ${value}"`);
  const pods = labels.length === 0 ? objectSubject(object) : `pods with ${labels.join(" and ")}`;
  const { namespace } = object;
  return namespace === other.object.namespace || namespace === undefined || !isKnown(namespace)
    ? pods
    : `${pods} in namespace "${shownNamespace(namespace)}"`;
}
