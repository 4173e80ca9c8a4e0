import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { object } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkPaths } from "./check";
import { allowDns, client, denyAll, dnsRule, policy } from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) => shownFindings(checkPaths(stackOf(program)));
const told = client({ API_URL: "http://partner.example.com:8443" });
const allowOut = policy("allow-out", {
  podSelector: {},
  policyTypes: ["Egress"],
  egress: [{ ports: [{ port: 8443 }] }],
});
const rule = (...egress: readonly object[]) =>
  policy("rule", { podSelector: {}, policyTypes: ["Egress"], egress });
const ports = [
  { protocol: "UDP", port: 53 },
  { protocol: "TCP", port: 53 },
];
const kubeSystem = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
};

describe("A10: DNS of a workload whose egress is isolated", () => {
  it("fails where it is told a host name and no rule admits DNS", () => {
    expect(found(told, denyAll(), allowOut)).toEqual([
      'Deployment "api":  has its egress isolated by NetworkPolicy "allow-out" and NetworkPolicy "deny-backend", and no rule admits UDP port 53 to the DNS of the cluster, so no host name can be resolved, such as that of spec.template.spec.containers[0].env[0].value. Add an egress rule on UDP and TCP port 53 to pods with "k8s-app: kube-dns" in namespace "kube-system" and to the ipBlocks "169.254.20.10/32" and "169.254.169.254/32".',
    ]);
  });

  it.each<[string, CaseResource]>([
    ["the rule for every cluster of GKE", rule(dnsRule)],
    ["every port", rule({})],
    ["the namespace of the DNS", rule({ to: [kubeSystem], ports })],
    ["every namespace", rule({ to: [{ namespaceSelector: {} }], ports })],
    ["every address", rule({ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports })],
    ["the resolver of the node", rule({ to: [{ ipBlock: { cidr: "169.254.20.10/32" } }], ports })],
    [
      "the names of its ports",
      rule({ to: [kubeSystem], ports: [{ protocol: "UDP", port: "dns" }, { port: "dns-tcp" }] }),
    ],
    ["no peer in particular", rule({ ports })],
  ])("passes with %s", (_what, dns) => {
    expect(found(told, denyAll(), allowOut, dns)).toEqual([]);
  });

  it.each<[string, CaseResource]>([
    ["TCP alone", rule({ to: [kubeSystem], ports: [{ port: 53 }] })],
    ["pods of its own namespace", rule({ to: [{ podSelector: {} }], ports })],
    [
      "other pods of kube-system",
      rule({
        to: [{ ...kubeSystem, podSelector: { matchLabels: { "k8s-app": "metrics" } } }],
        ports,
      }),
    ],
    ["another port", rule({ ports: [{ protocol: "UDP", port: 5353 }] })],
    ["an address of elsewhere", rule({ to: [{ ipBlock: { cidr: "8.8.8.8/32" } }], ports })],
  ])("fails with %s", (_what, dns) => {
    expect(found(told, denyAll(), allowOut, dns)[0]).toMatch(
      /^Deployment "api": {2}has its egress/,
    );
  });

  it("passes where egress is not isolated, and where no name is told", () => {
    expect(found(told, denyAll("backend", ["Ingress"]))).toEqual([]);
    expect(found(told, denyAll("data"))).toEqual([]);
    expect(
      found(
        client({ LOG_LEVEL: "debug", HOST: "0.0.0.0", SIDECAR: "http://localhost:9000" }),
        denyAll(),
      ),
    ).toEqual([]);
    expect(
      found(client({ API_URL: "http://partner.example.com" }, { hostNetwork: true }), denyAll()),
    ).toEqual([]);
  });

  it("is not evaluated where UDP alone is admitted", () => {
    const [message, ...others] = found(
      told,
      denyAll(),
      allowOut,
      rule({ to: [kubeSystem], ports: [{ protocol: "UDP", port: 53 }] }),
    );
    expect(message).toMatch(/^Not evaluated: .*admits UDP port 53 for DNS and not TCP port 53/);
    expect(others).toEqual([]);
  });

  it("is not evaluated where labels that nobody knows decide it", () => {
    const named = { namespaceSelector: { matchLabels: { name: "kube-system" } } };
    expect(found(told, denyAll(), allowOut, rule({ to: [named], ports }))).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*a label of a namespace that this program does not make/,
      ),
    ]);
    expect(found(told, denyAll(), allowOut, rule({ to: UNKNOWN, ports }))).toHaveLength(1);
  });

  it("is not evaluated where what is told is unknown, and passes with a rule", () => {
    expect(found(client({ API_URL: UNKNOWN }), denyAll())).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*Whether it is told a host name cannot be told: spec\.template/,
      ),
    ]);
    expect(found(client({ API_URL: UNKNOWN }), denyAll(), allowDns)).toEqual([]);
  });

  it("is not evaluated where kube-dns alone is admitted, and a cluster of the program asks the node", () => {
    const cluster = (props: object) => ({
      type: "gcp:container/cluster:Cluster",
      name: "main",
      props,
    });
    const autopilot = cluster({ enableAutopilot: true });
    const kubeDns = { ...kubeSystem, podSelector: { matchLabels: { "k8s-app": "kube-dns" } } };
    const alone = rule({ to: [kubeDns], ports });
    expect(found(told, denyAll(), allowOut, alone, autopilot)).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*to no resolver of the node, which a cluster in mode Autopilot/,
      ),
    ]);
    expect(
      found(told, denyAll(), allowOut, alone, cluster({ dnsConfig: { clusterDns: "CLOUD_DNS" } })),
    ).toHaveLength(1);
    expect(found(told, denyAll(), allowOut, alone, cluster({}))).toEqual([]);
    expect(found(told, denyAll(), allowOut, rule(dnsRule), autopilot)).toEqual([]);
    expect(found(told, denyAll(), allowOut, rule({ to: [kubeSystem], ports }), autopilot)).toEqual(
      [],
    );
  });

  it("is asked where the pods ask", () => {
    const own = (pod: object) => client({ API_URL: "http://partner.example.com:8443" }, pod);
    const dnsPods = rule({ to: [kubeSystem], ports });
    expect(found(own({ dnsPolicy: "Default" }), denyAll(), allowOut, dnsPods)).toHaveLength(1);
    expect(found(own({ dnsPolicy: "Default" }), denyAll(), allowOut, rule(dnsRule))).toEqual([]);
    const custom = { dnsPolicy: "None", dnsConfig: { nameservers: ["10.0.0.53"] } };
    const toServer = rule({ to: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports });
    expect(found(own(custom), denyAll(), allowOut, dnsPods)).toHaveLength(1);
    expect(found(own(custom), denyAll(), allowOut, toServer)).toEqual([]);
  });

  it("is not evaluated where a policy of the network plugin may admit it", () => {
    const fqdn = object("networking.gke.io/v1alpha1:FQDNNetworkPolicy", "names", {});
    expect(found(told, denyAll(), allowOut, fqdn)).toContainEqual(
      expect.stringMatching(/^Not evaluated: .*FQDNNetworkPolicy "names" may admit it/),
    );
  });
});
