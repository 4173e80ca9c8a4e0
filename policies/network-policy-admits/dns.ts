import { type Finding, undetermined, violation } from "../framework/finding";
import { Place } from "../framework/place";
import type { StackResource } from "../framework/policy";
import { everyOf, someOf, type Truth } from "../framework/truth";
import { isKnown, Unknown } from "../framework/value";
import { canonicalHost } from "../models/endpoint/canonical-host";
import { readLoopback } from "../models/endpoint/loopback";
import { someLabels } from "../models/kubernetes/namespace-labels";
import { objectSubject } from "../models/kubernetes/object";
import { parseRange } from "../models/network/range";
import { type ClusterPolicies, shownPolicies } from "../models/network-policy/cluster-policies";
import type { AddressEnd, End, PodEnd, Protocol } from "../models/network-policy/network-policy";
import type { Client } from "../models/told/clients";
import { shownSource } from "../models/told/told-endpoints";
import { isOnNodeNetwork } from "./path";

const DNS_PORT = 53;

const OTHER_LABELS = new Unknown(
  "is a label of the DNS of the cluster that this program does not make",
);

/**
 * Where the resolvers of GKE are: NodeLocal DNSCache, and the metadata server with Cloud DNS for GKE. See
 * https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache and
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns.
 */
const NODE_RESOLVER = "169.254.20.10/32";
const METADATA_RESOLVER = "169.254.169.254/32";

/**
 * Whether a cluster of the program asks the resolver of the node, and not the pods of kube-dns: every one in mode Autopilot, and one
 * with Cloud DNS.
 */
export function hasNodeResolver(stack: readonly StackResource[]): boolean {
  return stack.some(({ type, inputs, props }) => {
    const root = new Place(inputs ?? props);
    return (
      type === "gcp:container/cluster:Cluster" &&
      (root.at("enableAutopilot").flag() === true ||
        root.at("dnsConfig", "clusterDns").value === "CLOUD_DNS")
    );
  });
}

/**
 * Whether a client whose egress is isolated can resolve the names that it is told.
 *
 * @param asksNode Whether a cluster of the program asks the resolver of the node.
 */
export function checkDns(
  client: Client,
  policies: ClusterPolicies,
  asksNode: boolean,
): readonly Finding[] {
  const { pods, told, endpoints } = client;
  const isolated = policies.isolated(pods, "egress");
  if (isolated === false || isOnNodeNetwork(pods)) {
    return [];
  }
  const name = endpoints.find(({ endpoint }) => isName(endpoint.host));
  const [unread] = told.unread;
  if (name === undefined && unread === undefined) {
    return [];
  }
  const resolvers = resolversOf(pods.spec, policies);
  const admits = (protocol: Protocol, among: readonly End[]): Truth =>
    someOf(
      among.map(
        (to) =>
          policies.admit(
            { from: policies.endOf(pods), to, protocol, port: DNS_PORT },
            "egress",
            pods,
          ).admitted,
      ),
    );
  const answer = (protocol: Protocol) => admits(protocol, resolvers);
  const [datagrams, streams] = [answer("UDP"), answer("TCP")];
  if (everyOf([datagrams, streams]) === true) {
    // The pods of kube-dns stand first: without them it is known whether the node's resolver is admitted.
    const isOnlyKubeDns =
      asksNode && resolvers.length > 1 && admits("UDP", resolvers.slice(1)) === false;
    return isOnlyKubeDns ? [askedAtNode()] : [];
  }
  const { isolatedBy } = policies.admit(
    {
      from: policies.endOf(pods),
      to: resolvers[0] ?? address(NODE_RESOLVER),
      protocol: "UDP",
      port: DNS_PORT,
    },
    "egress",
    pods,
  );
  const closed = `has its egress isolated by ${shownPolicies(isolatedBy)}`;
  const rule = `Add an egress rule on UDP and TCP port 53 to pods with "k8s-app: kube-dns" in namespace "kube-system" and to the ipBlocks "${NODE_RESOLVER}" and "${METADATA_RESOLVER}".`;
  if (datagrams === true) {
    return streams === false
      ? [
          undetermined(
            "",
            `${closed}, which admits UDP port 53 for DNS and not TCP port 53, so an answer that is too long for a datagram is lost. Whether there is one cannot be told. Add TCP port 53 to the rule.`,
          ),
        ]
      : [];
  }
  if (!isKnown(datagrams) || !isKnown(isolated)) {
    const reason = [datagrams, isolated].find((each): each is Unknown => !isKnown(each))?.reason;
    return [
      undetermined(
        "",
        `${closed}, and whether a rule admits DNS cannot be told: what decides it ${reason}. Name the DNS of the cluster by "kubernetes.io/metadata.name: kube-system", "k8s-app: kube-dns" and literals.`,
      ),
    ];
  }
  const other = policies.otherFor(pods);
  if (name === undefined) {
    return [
      undetermined(
        "",
        `${closed}, and no rule admits DNS. Whether it is told a host name cannot be told: ${unread?.source.path} ${unread?.reason}. ${rule}`,
      ),
    ];
  }
  const found = `${closed}, and no rule admits UDP port 53 to the DNS of the cluster, so no host name can be resolved, such as that of ${name.source.path}${shownSource(name.source)}.`;
  return [
    other === undefined
      ? violation("", `${found} ${rule}`)
      : undetermined(
          "",
          `${found} ${objectSubject(other)} may admit it, which is not evaluated. Make sure that it does.`,
        ),
  ];
}

function askedAtNode(): Finding {
  return undetermined(
    "",
    `may connect to the pods of kube-dns for DNS and to no resolver of the node, which a cluster in mode Autopilot or with Cloud DNS asks in their place. Add the ipBlocks "${NODE_RESOLVER}" and "${METADATA_RESOLVER}" and the pods with "k8s-app: node-local-dns" to the rule.`,
  );
}

function isName(host: string): boolean {
  return readLoopback(host) === undefined && canonicalHost(host, undefined).kind !== "address";
}

/** Where the pods ask for names: any of these may be the one, as the cluster has it. */
function resolversOf(spec: Place, policies: ClusterPolicies): readonly End[] {
  const policy = spec.at("dnsPolicy").value;
  if (policy === "None") {
    return spec
      .at("dnsConfig", "nameservers")
      .entries()
      .flatMap(({ value }) => (typeof value === "string" ? [address(value)] : []));
  }
  return policy === "Default"
    ? [address(METADATA_RESOLVER)]
    : [
        dnsPods("kube-dns", policies),
        dnsPods("node-local-dns", policies),
        address(NODE_RESOLVER),
        address(METADATA_RESOLVER),
      ];
}

function address(text: string): AddressEnd {
  const range = parseRange(text);
  return { is: "addresses", within: range === undefined ? [] : [range], needs: "every" };
}

function dnsPods(app: string, policies: ClusterPolicies): PodEnd {
  return {
    is: "pod",
    namespace: "kube-system",
    namespaceLabels: policies.labelsOf("kube-system"),
    labels: someLabels({ "k8s-app": app }, OTHER_LABELS),
    ports: [
      { name: "dns", protocol: "UDP", port: DNS_PORT },
      { name: "dns-tcp", protocol: "TCP", port: DNS_PORT },
    ],
  };
}
