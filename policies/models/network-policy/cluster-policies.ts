import type { Place } from "../../framework/place";
import type { StackResource } from "../../framework/policy";
import type { Truth } from "../../framework/truth";
import { isKnown, Unknown, type Value } from "../../framework/value";
import type { Labels } from "../kubernetes/labels";
import { NamespaceLabels } from "../kubernetes/namespace-labels";
import type { KubernetesObject } from "../kubernetes/object";
import type { ObjectIndex } from "../kubernetes/object-index";
import type { Pods } from "../kubernetes/pods";
import { type Admission, admit, isFor, isolatesPod } from "./admission";
import type { Connection, Direction, NamedPort, NetworkPolicy, PodEnd } from "./network-policy";
import { readNetworkPolicy } from "./read-network-policies";

/** Kinds of policies that network plugins have of their own, by API group. */
const OTHER_KINDS: ReadonlyMap<string, RegExp> = new Map([
  ["cilium.io", /^Cilium\w*NetworkPolicy$/],
  ["projectcalico.org", /^(?:Global)?NetworkPolicy$/],
  ["crd.projectcalico.org", /^(?:Global)?NetworkPolicy$/],
  ["networking.gke.io", /^FQDNNetworkPolicy$/],
  ["policy.networking.k8s.io", /NetworkPolicy$/],
  ["crd.antrea.io", /NetworkPolicy$/],
]);

/** Of those, the kinds whose policies are for pods of all namespaces. */
const CLUSTER_WIDE = /^(?:CiliumClusterwide|Global|Admin|BaselineAdmin|Cluster)/;

/** The network policies of a program, with what they are evaluated on. Make one for a run. */
export class ClusterPolicies {
  /** Policies of network plugins, which are not evaluated. */
  readonly others: readonly KubernetesObject[];
  private readonly policies: readonly {
    readonly object: KubernetesObject;
    readonly policy: NetworkPolicy;
  }[];
  private readonly namespaces: NamespaceLabels;
  private readonly byPods = new Map<Pods, readonly NetworkPolicy[]>();

  constructor(index: ObjectIndex) {
    this.namespaces = new NamespaceLabels(index);
    this.policies = index.ofKind("NetworkPolicy", "networking.k8s.io").flatMap((object) => {
      const policy = readNetworkPolicy(object);
      return policy === undefined ? [] : [{ object, policy }];
    });
    this.others = index.objects.filter(({ group, kind }) => OTHER_KINDS.get(group)?.test(kind));
  }

  /** The resources that declare the policies. */
  get resources(): readonly StackResource[] {
    return this.policies.map(({ object }) => object.resource);
  }

  /** What the policies say of one direction of a connection with some pods. */
  admit(connection: Connection, direction: Direction, pods: Pods): Admission {
    return admit(this.policiesFor(pods), connection, direction);
  }

  /** Whether any policy closes some pods in a direction. */
  isolated(pods: Pods, direction: Direction): Truth {
    const end = this.endOf(pods);
    const answers = this.policiesFor(pods).map((policy) => isolatesPod(policy, end, direction));
    return answers.includes(true) || (answers.find((answer) => !isKnown(answer)) ?? false);
  }

  /** A policy that is not evaluated and may be for some pods. */
  otherFor({ object }: Pods): KubernetesObject | undefined {
    return this.others.find(
      (each) =>
        isOfOneCluster(each, object) &&
        (CLUSTER_WIDE.test(each.kind) ||
          !isKnown(each.namespace) ||
          !isKnown(object.namespace) ||
          each.namespace === object.namespace),
    );
  }

  /** Some pods as an end of a connection. */
  endOf({ object, labels, spec }: Pods): PodEnd {
    const namespace = object.namespace ?? "default";
    return {
      is: "pod",
      namespace,
      namespaceLabels: this.labelsOf(namespace),
      labels,
      ports: namedPorts(spec),
    };
  }

  /** The labels of a namespace. */
  labelsOf(namespace: Value<string>): Labels {
    return this.namespaces.labelsOf(namespace);
  }

  /** The policies that are for some pods, or may be. Each pair is compared once: all questions about the pods need them. */
  private policiesFor(pods: Pods): readonly NetworkPolicy[] {
    const known = this.byPods.get(pods);
    if (known !== undefined) {
      return known;
    }
    const end = this.endOf(pods);
    const found = this.policies.flatMap(({ object, policy }) =>
      isOfOneCluster(object, pods.object) && isFor(policy, end) !== false ? [policy] : [],
    );
    this.byPods.set(pods, found);
    return found;
  }
}

/** Two objects of providers that are both known are in one cluster only where the provider is one. */
function isOfOneCluster(one: KubernetesObject, other: KubernetesObject): boolean {
  const [left, right] = [one.resource.provider?.urn, other.resource.provider?.urn];
  return left === undefined || right === undefined || left === right;
}

/** The ports that the containers of a pod have a name for. */
function namedPorts(spec: Place): readonly Value<NamedPort>[] {
  return ["containers", "initContainers"].flatMap((list) => {
    const containers = spec.at(list);
    return containers.value instanceof Unknown
      ? [containers.value]
      : containers.entries().flatMap((container) => {
          const ports = container.at("ports");
          return ports.value instanceof Unknown
            ? [ports.value]
            : ports.entries().flatMap((port) => readNamedPort(port));
        });
  });
}

function readNamedPort(port: Place): readonly Value<NamedPort>[] {
  const name = port.at("name").text();
  const number = port.at("containerPort").number();
  const protocol = port.at("protocol").text() ?? "TCP";
  if (name === undefined || number === undefined) {
    return [];
  }
  const unknown = [name, protocol].find((each): each is Unknown => !isKnown(each));
  return unknown !== undefined || !isKnown(name) || !isKnown(protocol)
    ? [unknown ?? new Unknown("")]
    : [{ name, protocol, port: number }];
}

/** The words for policies in a message, in an order that is always the same: that in which they are registered is not. */
export function shownPolicies(policies: readonly NetworkPolicy[]): string {
  const names = [...new Set(policies.map(({ name }) => `NetworkPolicy "${name}"`))].sort();
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
