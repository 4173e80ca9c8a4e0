import { everyOf, type Truth } from "../framework/truth";
import { isKnown, type Unknown, type Value } from "../framework/value";
import type { Pods } from "../models/kubernetes/pods";
import type { ServicePort } from "../models/kubernetes/service";
import type { ClusterPolicies } from "../models/network-policy/cluster-policies";
import type {
  Direction,
  End,
  NetworkPolicy,
  PodEnd,
  Protocol,
} from "../models/network-policy/network-policy";

/** A port of pods, as a connection arrives there. */
export interface PodPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** One direction of a connection that is not admitted, or of which that is not known. */
export interface Closed {
  readonly direction: Direction;
  /** The pods that are closed. */
  readonly pods: Pods;
  readonly isolatedBy: readonly NetworkPolicy[];
  /** Undefined where it is surely closed. */
  readonly unknown: Unknown | undefined;
}

/** A way from some pods, or from outside, to others or out of the cluster. */
export interface Way {
  readonly from: Pods | End;
  readonly to: Pods | End;
  readonly at: PodPort;
}

/** The directions in which a way is closed, or may be; none for one that is open. */
export function closedAlong({ from, to, at }: Way, policies: ClusterPolicies): readonly Closed[] {
  const ends = { from: endOf(from, policies), to: endOf(to, policies) };
  const connection = { ...ends, ...at };
  const sides: readonly (readonly [Direction, Pods | End])[] = [
    ["egress", from],
    ["ingress", to],
  ];
  return sides.flatMap(([direction, side]) => {
    if (!isPods(side) || isOnNodeNetwork(side)) {
      return [];
    }
    const { admitted, isolatedBy } = policies.admit(connection, direction, side);
    return admitted === true
      ? []
      : [
          {
            direction,
            pods: side,
            isolatedBy,
            unknown: isKnown(admitted) ? undefined : admitted,
          },
        ];
  });
}

/** Whether a way is open. */
export function isOpen(closed: readonly Closed[]): Truth {
  return everyOf(closed.map(({ unknown }) => unknown ?? false));
}

function isPods(side: Pods | End): side is Pods {
  return !("is" in side);
}

function endOf(side: Pods | End, policies: ClusterPolicies): End {
  return isPods(side) ? policies.endOf(side) : side;
}

/** Policies are not for pods that share the network of their node. */
export function isOnNodeNetwork({ spec }: Pods): boolean {
  return spec.at("hostNetwork").flag() === true;
}

const PROTOCOLS: readonly Protocol[] = ["TCP", "UDP", "SCTP"];

/**
 * Where a port of a Service leads in some pods: its target port, by number or by the name that a container has for it. Undefined
 * where the pods have no such port, which is another policy's finding.
 */
export function podPortOf(
  { targetPort, protocol }: ServicePort,
  end: PodEnd,
): Value<PodPort> | undefined {
  if (!isKnown(protocol)) {
    return protocol;
  }
  const known = PROTOCOLS.find((each) => each === protocol.toUpperCase());
  if (targetPort === undefined || known === undefined) {
    return undefined;
  }
  if (!isKnown(targetPort)) {
    return targetPort;
  }
  if (typeof targetPort === "number") {
    return { protocol: known, port: targetPort };
  }
  for (const named of end.ports) {
    if (!isKnown(named)) {
      return named;
    }
    if (named.name === targetPort && named.protocol.toUpperCase() === known) {
      return isKnown(named.port) ? { protocol: known, port: named.port } : named.port;
    }
  }
  return undefined;
}
