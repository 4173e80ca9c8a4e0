import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { stackResource, urnIn } from "../testing/stack-resource";
import { checkStack } from "./policy";

const unknown = new Unknown("is known only after deployment");

function found(...stack: readonly StackResource[]): string[] {
  return checkStack(stack).map(
    ({ subject, finding }) => `${finding.kind}: ${subject} ${finding.path} ${finding.message}`,
  );
}

function service(name: string, spec: object, more: Parameters<typeof stackResource>[3] = {}) {
  return stackResource(
    "kubernetes:core/v1:Service",
    name,
    { metadata: { name }, spec: spec as never },
    more,
  );
}

function workload(kind: string, name: string, pod: object, labels = { app: name }) {
  const template = { metadata: { labels }, spec: pod };
  return stackResource(`kubernetes:apps/v1:${kind}`, name, {
    metadata: { name },
    spec: { selector: { matchLabels: labels }, template } as never,
  });
}

const hostPort = (port: object, pod: object = {}) => ({
  containers: [{ name: "c", image: "c:1", ports: [{ containerPort: 80, ...port }] }],
  ...pod,
});

describe("P9: the ports of Services", () => {
  const node = { type: "NodePort", ports: [{ port: 80, nodePort: 30080 }] };
  const balanced = { type: "LoadBalancer", loadBalancerIP: "203.0.113.7", ports: [{ port: 80 }] };

  it("fail with one port twice in a Service, unless the protocols differ", () => {
    const ports = [
      { name: "a", port: 80 },
      { name: "b", port: 80 },
    ];
    expect(found(service("api", { ports }))).toEqual([
      'violation: Service "api" spec.ports[1].port gives the port "80" again, which spec.ports[0].port gives already: the cluster refuses such a Service. Give one of them another port.',
    ]);
    const dns = [{ port: 53 }, { port: 53, protocol: "UDP" }];
    expect(found(service("dns", { ports: dns }))).toEqual([]);
  });

  it("fail with one port of the nodes for two Services, whatever the protocol", () => {
    const [message, ...others] = found(service("api", node), service("web", node));
    expect(others).toEqual([]);
    expect(message).toBe(
      'violation: Service "web" spec.ports[0].nodePort asks for the port "30080" of the nodes, which Service "api" has: a cluster gives it to one Service. Leave it out, so that the cluster chooses one that is free, or give another.',
    );
    const udp = { type: "NodePort", ports: [{ port: 80, nodePort: 30080, protocol: "UDP" }] };
    expect(found(service("api", node), service("udp", udp))).toHaveLength(1);
    const health = { ...balanced, healthCheckNodePort: 30080 };
    expect(found(service("api", node), service("web", health))).toHaveLength(1);
  });

  it("fail with one port of one address, also of one that is known only after deployment", () => {
    expect(found(service("api", balanced), service("web", balanced))).toEqual([
      expect.stringContaining(
        'Service "web" spec.ports[0].port asks for the port "80" of the address',
      ),
    ]);
    const address = stackResource("gcp:compute/address:Address", "ip", {});
    const made = (name: string) =>
      service(name, { ...balanced, loadBalancerIP: unknown }, { from: { spec: [address.urn] } });
    expect(found(address, made("api"), made("web"))).toHaveLength(1);
  });

  it("pass with ports, addresses and node ports of their own", () => {
    expect(
      found(
        service("a", node),
        service("b", { type: "NodePort", ports: [{ port: 80, nodePort: 30081 }] }),
        service("c", { type: "NodePort", ports: [{ port: 80 }] }),
        service("d", { ports: [{ port: 80 }] }),
        service("e", balanced),
        service("f", { ...balanced, ports: [{ port: 443 }] }),
        service("g", { ...balanced, loadBalancerIP: "203.0.113.8" }),
        service("h", { type: "LoadBalancer", ports: [{ port: 80 }] }),
        service("i", { ...balanced, loadBalancerIP: unknown }),
        service("j", { ...balanced, loadBalancerIP: unknown }),
      ),
    ).toEqual([]);
  });

  it("pass in two clusters, and where a patch names what is there", () => {
    const elsewhere = {
      ...service("api", node),
      urn: urnIn("kubernetes:core/v1:Service", "elsewhere"),
      provider: { urn: "urn:pulumi:a::b::pulumi:providers:kubernetes::other", props: {} },
    };
    expect(found(service("api", node), elsewhere)).toEqual([]);
    const patch = { ...service("patch", node), type: "kubernetes:core/v1:ServicePatch" };
    expect(found(service("api", node), patch)).toEqual([]);
  });

  it("are not evaluated where one is unknown", () => {
    expect(found(service("api", { ports: [{ port: 80 }, { port: unknown }] }))).toEqual([
      expect.stringContaining('undetermined: Service "api" spec.ports[1].port'),
    ]);
  });
});

describe("P9: the ports of a node", () => {
  const taken = hostPort({ hostPort: 9000 });

  it("fail with two workloads that may come to one node", () => {
    expect(found(workload("DaemonSet", "a", taken), workload("Deployment", "b", taken))).toEqual([
      'violation: Deployment "b" spec.template.spec.containers[0].ports[0].hostPort takes the port "9000" of its node, which DaemonSet "a" takes too: of two on one node the second does not start. Give one of them another port, keep them on different nodes, or let a Service lead to the pods.',
    ]);
  });

  it("fail with what listens on the network of the node itself", () => {
    const own = hostPort({ containerPort: 9000 }, { hostNetwork: true });
    expect(found(workload("DaemonSet", "a", own), workload("DaemonSet", "b", own))).toHaveLength(1);
    expect(found(workload("DaemonSet", "a", taken), workload("DaemonSet", "b", own))).toHaveLength(
      1,
    );
    expect(found(workload("DaemonSet", "b", own), workload("DaemonSet", "a", taken))).toHaveLength(
      1,
    );
  });

  it("fail with one port twice in one pod", () => {
    const ports = [
      { containerPort: 80, hostPort: 9000 },
      { containerPort: 81, hostPort: 9000 },
    ];
    const pod = { containers: [{ name: "c", image: "c:1", ports }] };
    expect(found(workload("Deployment", "a", pod))).toEqual([
      expect.stringContaining("spec.template.spec.containers[0].ports[1].hostPort takes the port"),
    ]);
  });

  it.each<[string, object]>([
    ["another port", hostPort({ hostPort: 9001 })],
    ["another protocol", hostPort({ hostPort: 9000, protocol: "UDP" })],
    ["a port of the pod alone", hostPort({ containerPort: 9000 })],
    ["another address of the node", hostPort({ hostPort: 9000, hostIP: "127.0.0.1" })],
    ["other nodes", hostPort({ hostPort: 9000 }, { nodeSelector: { pool: "other" } })],
    [
      "nodes that it excludes",
      hostPort(
        { hostPort: 9000 },
        {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  { matchExpressions: [{ key: "pool", operator: "NotIn", values: ["front"] }] },
                ],
              },
            },
          },
        },
      ),
    ],
    [
      "a refusal to be beside it",
      hostPort(
        { hostPort: 9000 },
        {
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                {
                  topologyKey: "kubernetes.io/hostname",
                  labelSelector: { matchLabels: { app: "a" } },
                },
              ],
            },
          },
        },
      ),
    ],
  ])("pass with %s", (_, pod) => {
    const first = hostPort(
      { hostPort: 9000, hostIP: "10.0.0.1" },
      { nodeSelector: { pool: "front" } },
    );
    const pair = [workload("DaemonSet", "a", first), workload("Deployment", "b", pod)] as const;
    expect(found(...pair)).toEqual([]);
    expect(found(...[...pair].reverse())).toEqual([]);
  });

  it("are not evaluated where the nodes, or whether the network is shared, are unknown", () => {
    const maybe = hostPort({ hostPort: 9000 }, { nodeSelector: unknown });
    expect(found(workload("DaemonSet", "a", taken), workload("DaemonSet", "b", maybe))).toEqual([
      expect.stringMatching(/^undetermined: DaemonSet "b".*nodeSelector is known only after/),
    ]);
    const network = hostPort({ containerPort: 9000 }, { hostNetwork: unknown });
    expect(found(workload("DaemonSet", "a", taken), workload("DaemonSet", "b", network))).toEqual([
      expect.stringMatching(/^undetermined: DaemonSet "b".*hostNetwork is known only after/),
    ]);
  });
});
