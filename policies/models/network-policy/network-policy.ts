import type { Place } from "../../framework/place";
import type { Truth } from "../../framework/truth";
import type { Value } from "../../framework/value";
import type { Labels } from "../kubernetes/labels";
import type { Range } from "../network/range";

/** Whether connections to pods or from them are meant. */
export type Direction = "ingress" | "egress";

/** What one object of kind NetworkPolicy says: https://kubernetes.io/docs/concepts/services-networking/network-policies. */
export interface NetworkPolicy {
  /** The name to show. */
  readonly name: string;
  /** The namespace of the pods that it is for. */
  readonly namespace: Value<string>;
  /** The pods that it is for: a selector of labels. */
  readonly podSelector: Place;
  /** Whether it closes these pods for connections that no rule of any policy admits. */
  readonly isolates: Readonly<Record<Direction, Truth>>;
  /** What it admits; an entry that is unknown may be any number of rules. */
  readonly rules: Readonly<Record<Direction, readonly Value<Rule>[]>>;
}

/** A rule admits connections with one of its peers over one of its ports. */
export interface Rule {
  /** Undefined for every peer. An entry that is unknown may be any number of peers. */
  readonly peers: readonly Value<Peer>[] | undefined;
  /** Undefined for every port of every protocol. */
  readonly ports: readonly Value<PolicyPort>[] | undefined;
}

/** Pods, or addresses outside of the cluster. */
export type Peer =
  | {
      readonly is: "pods";
      /** Undefined for all pods. */
      readonly podSelector: Place | undefined;
      /** Undefined for the namespace of the policy alone. */
      readonly namespaceSelector: Place | undefined;
    }
  | {
      readonly is: "block";
      readonly cidr: Value<string>;
      readonly except: readonly Value<string>[];
    };

/** A port of a rule. */
export interface PolicyPort {
  readonly protocol: Value<string>;
  /** A number, the name of a port of a container, or undefined for all ports of the protocol. */
  readonly port: Value<number | string> | undefined;
  /** The last port of a range that begins at {@link port}. */
  readonly endPort: Value<number> | undefined;
}

/** Transport protocols of Kubernetes. */
export type Protocol = "TCP" | "UDP" | "SCTP";

/** A port that a container declares, by whose name rules may call it. */
export interface NamedPort {
  readonly name: string;
  readonly protocol: string;
  readonly port: Value<number>;
}

/** Some pod, as an end of a connection. */
export interface PodEnd {
  readonly is: "pod";
  readonly namespace: Value<string>;
  /** The labels of its namespace. */
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
  /** Its ports that have a name; an entry that is unknown may be any number of ports. */
  readonly ports: readonly Value<NamedPort>[];
}

/** Addresses outside of the cluster, as an end of a connection. */
export interface AddressEnd {
  readonly is: "addresses";
  /** Where they lie. */
  readonly within: readonly Range[];
  /** Whether every one of them must be admitted, or any: for one that nobody knows, of which only these may be meant. */
  readonly needs: "every" | "any";
}

/** An end of a connection. */
export type End = PodEnd | AddressEnd;

/** A connection that somebody wants to make. */
export interface Connection {
  readonly from: End;
  readonly to: End;
  readonly protocol: Protocol;
  /** The port of the pod at its end, not that of a Service before it. */
  readonly port: number;
}
