import type * as kubernetes from "@pulumi/kubernetes";
import { selectorOf } from "../../gke/labels";
import type { NetworkPath, Peer, Pods } from "./path";

type Spec = kubernetes.types.input.networking.v1.NetworkPolicySpec;
type PolicyPeer = kubernetes.types.input.networking.v1.NetworkPolicyPeer;

/** A network policy as the cluster is to have it. */
export interface PlannedPolicy {
  /** Name, with a dot where it is for all pods: the name of a service or store has none. */
  readonly name: string;
  readonly namespace: string;
  readonly spec: Spec;
}

/** The label that Kubernetes gives to every namespace. */
const namespaceName = "kubernetes.io/metadata.name";

const everyPod = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/**
 * Where pods ask for names: the name servers of the cluster, the cache of the node and, with Cloud DNS, the metadata server
 * of the node. https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache
 */
const nameServers: PolicyPeer[] = [
  {
    namespaceSelector: { matchLabels: { [namespaceName]: "kube-system" } },
    podSelector: {
      matchExpressions: [
        { key: "k8s-app", operator: "In", values: ["kube-dns", "node-local-dns"] },
      ],
    },
  },
  { ipBlock: { cidr: "169.254.20.10/32" } },
  { ipBlock: { cidr: "169.254.169.254/32" } },
];

/**
 * The network policies of `namespaces`: nothing may connect, names may be asked for, and `paths` are open.
 */
export function networkPolicies(
  namespaces: readonly string[],
  paths: readonly NetworkPath[],
): PlannedPolicy[] {
  const byPods = new Map<string, NetworkPath[]>();
  for (const path of paths) {
    const key = keyOf(path.pods);
    byPods.set(key, [...(byPods.get(key) ?? []), path]);
  }
  return [
    ...namespaces.flatMap((namespace) => [
      { name: "default.deny", namespace, spec: everyPod },
      { name: "default.dns", namespace, spec: dnsSpec() },
    ]),
    ...[...byPods.values()].flatMap((own) => {
      const [first] = own;
      return first === undefined ? [] : [podsPolicy(first.pods, own)];
    }),
  ];
}

function keyOf({ namespace, name }: Pods): string {
  return `${namespace}/${name}`;
}

function dnsSpec(): Spec {
  return {
    podSelector: {},
    policyTypes: ["Egress"],
    egress: [
      {
        to: nameServers,
        ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })),
      },
    ],
  };
}

function podsPolicy({ namespace, name }: Pods, paths: readonly NetworkPath[]): PlannedPolicy {
  const rules = (direction: NetworkPath["direction"]) =>
    paths.filter((path) => path.direction === direction);
  const ingress = rules("ingress").map(({ peer, port }) => ({
    from: [policyPeer(peer)],
    ports: [{ protocol: "TCP", port }],
  }));
  const egress = rules("egress").map(({ peer, port }) => ({
    to: [policyPeer(peer)],
    ports: [{ protocol: "TCP", port }],
  }));
  return {
    name,
    namespace,
    spec: {
      podSelector: { matchLabels: selectorOf(name) },
      policyTypes: ["Ingress", "Egress"],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    },
  };
}

function policyPeer(peer: Peer): PolicyPeer {
  switch (peer.is) {
    case "pods":
      return {
        namespaceSelector: { matchLabels: { [namespaceName]: peer.namespace } },
        podSelector: { matchLabels: selectorOf(peer.name) },
      };
    case "namespaces":
      return {
        namespaceSelector: {
          matchExpressions: [{ key: namespaceName, operator: "In", values: [...peer.names] }],
        },
      };
    case "addresses":
      return {
        ipBlock: { cidr: peer.cidr, ...(peer.except && { except: [...peer.except] }) },
      };
  }
}
