import { describe, expect, it } from "vitest";
import type { StackResource } from "../framework/policy";
import { Unknown } from "../framework/value";
import { stackResource, urnIn } from "../testing/stack-resource";
import { checkStack } from "./policy";

const unknown = new Unknown("is known only after deployment");
const HOSTNAME = "kubernetes.io/hostname";

interface Given {
  readonly pod?: object;
  readonly namespace?: unknown;
  readonly spec?: object;
  readonly port?: object;
}

function workload(name: string, { pod, namespace = "shop", spec, port }: Given = {}) {
  const labels = { app: name };
  const ports = [{ containerPort: 80, hostPort: 9000, ...port }];
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: "c", image: "c:1", ports }], ...pod },
  };
  return stackResource("kubernetes:apps/v1:Deployment", name, {
    metadata: { name, namespace: namespace as string },
    spec: { selector: { matchLabels: labels }, template, ...spec } as never,
  });
}

const found = (...stack: readonly StackResource[]) =>
  checkStack(stack).map(({ subject, finding }) => `${finding.kind}: ${subject} ${finding.message}`);

/** Kinds of the findings about two workloads, which the order must not change. */
function between(one: Given, other: Given): string[] {
  const kinds = [
    [workload("a", one), workload("b", other)],
    [workload("b", other), workload("a", one)],
  ].map((stack) => checkStack(stack).map(({ finding }) => finding.kind));
  expect(kinds[0]).toEqual(kinds[1]);
  return kinds[0] ?? [];
}

const asking = (...matchExpressions: object[]): Given => ({
  pod: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions }],
        },
      },
    },
  },
});
const onNode = (name: unknown): Given => ({
  pod: {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchFields: [{ key: "metadata.name", operator: "In", values: [name] }] },
          ],
        },
      },
    },
  },
});
const gpu = (operator: string, ...values: string[]) => asking({ key: "gpu", operator, values });
const away = (term: object, namespace = "shop"): Given => ({
  namespace,
  pod: {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: HOSTNAME, labelSelector: { matchLabels: { app: "a" } }, ...term },
        ],
      },
    },
  },
});

describe("P9: two workloads on one port of the nodes", () => {
  it.each<[string, Given, Given]>([
    ["a label that one needs and the other refuses", gpu("Exists"), gpu("DoesNotExist")],
    ["a value where the other wants no label", gpu("In", "t4"), gpu("DoesNotExist")],
    ["a selector and no label", { pod: { nodeSelector: { gpu: "t4" } } }, gpu("DoesNotExist")],
    ["a value that the other excludes", gpu("In", "t4"), gpu("NotIn", "t4")],
    ["numbers apart", gpu("Gt", "8"), gpu("Lt", "9")],
    ["two nodes by their names", { pod: { nodeName: "n1" } }, { pod: { nodeName: "n2" } }],
    ["two nodes by their fields", onNode("n1"), onNode("n2")],
    ["a node by its name and another by its field", { pod: { nodeName: "n1" } }, onNode("n2")],
    [
      "two addresses of one node",
      { pod: { nodeName: "n1" }, port: { hostIP: "10.0.0.1" } },
      { pod: { nodeName: "n1" }, port: { hostIP: "10.0.0.2" } },
    ],
    ["no pods of one of them", { spec: { replicas: 0 } }, {}],
    ["zones apart", {}, away({ topologyKey: "topology.kubernetes.io/zone" })],
    ["all namespaces", {}, away({ namespaceSelector: {} }, "jobs")],
    ["the namespace of the other", {}, away({ namespaces: ["jobs", "shop"] }, "jobs")],
  ])("pass with %s", (_, one, other) => {
    expect(between(one, other)).toEqual([]);
  });

  it.each<[string, Given, Given]>([
    ["a label that both need", gpu("Exists"), gpu("In", "t4")],
    ["a label that one may lack", gpu("NotIn", "t4"), gpu("DoesNotExist")],
    ["numbers that overlap", gpu("Gt", "8"), gpu("Lt", "10")],
    ["one node by its name", { pod: { nodeName: "n1" } }, { pod: { nodeName: "n1" } }],
    ["one node by its field", onNode("n1"), { pod: { nodeName: "n1" } }],
    ["a node by its name and any", onNode("n1"), {}],
    ["an address and any", { port: { hostIP: "127.0.0.1" } }, {}],
    [
      "an address and all by its word",
      { port: { hostIP: "10.0.0.1" } },
      { port: { hostIP: "0.0.0.0" } },
    ],
    ["one address", { port: { hostIP: "10.0.0.1" } }, { port: { hostIP: "10.0.0.1" } }],
    ["digits as a text", { port: { hostPort: "9000" } }, {}],
    ["namespaces apart", { namespace: "jobs" }, {}],
    ["what keeps away from its own namespace alone", {}, away({}, "jobs")],
    ["what keeps away from a third namespace", {}, away({ namespaces: ["web"] }, "jobs")],
    ["what keeps away from no pods", {}, away({ labelSelector: undefined })],
    ["what keeps away from others", {}, away({ labelSelector: { matchLabels: { app: "z" } } })],
  ])("fail with %s", (_, one, other) => {
    expect(between(one, other)).toEqual(["violation"]);
  });

  it.each<[string, Given, Given]>([
    ["the pods that one keeps away from", {}, away({ labelSelector: unknown })],
    ["the namespaces that one keeps away from", {}, away({ namespaces: unknown }, "jobs")],
    ["the namespace of the other", { namespace: unknown }, away({}, "jobs")],
    ["namespaces by their labels", {}, away({ namespaceSelector: { matchLabels: { a: "b" } } })],
    ["whether nodes have a label of racks", {}, away({ topologyKey: "example.com/rack" })],
    ["what it is that keeps apart", {}, away({ topologyKey: unknown })],
    ["the name of the node", { pod: { nodeName: unknown } }, { pod: { nodeName: "n1" } }],
    [
      "the fields of the node",
      {
        pod: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchFields: unknown }],
              },
            },
          },
        },
      },
      {},
    ],
  ])("are not evaluated where these are unknown: %s", (_, one, other) => {
    expect(between(one, other)).toEqual(["undetermined"]);
  });

  it("are told once of a pod that takes one twice", () => {
    const twice = (pod: object) => {
      const ports = [{ containerPort: 9000, hostPort: 9000 }];
      const containers = ["a", "b"].map((name) => ({ name, image: "c:1", ports }));
      return found(workload("a", { pod: { containers, ...pod } }));
    };
    expect(twice({})).toEqual([
      'violation: Deployment "a" takes the port "9000" of its node again, which spec.template.spec.containers[0].ports[0].hostPort takes already: the cluster refuses such a pod. Give one of them another port.',
    ]);
    // On the network of the node that is the port of the containers, of which the resource itself is told.
    expect(twice({ hostNetwork: true })).toEqual([]);
  });

  it("fail beside an unknown one, and in one cluster alone", () => {
    const [maybe, sure] = [workload("u", { pod: { nodeSelector: unknown } }), workload("a")];
    expect(found(maybe, sure, workload("b"))).toEqual([
      expect.stringMatching(/^undetermined: Deployment "a"/),
      expect.stringMatching(/^violation: Deployment "b".* which Deployment "a" takes too/),
    ]);
    const provider = { urn: "urn:pulumi:a::b::pulumi:providers:kubernetes::other", props: {} };
    expect(found(sure, { ...workload("b"), provider })).toEqual([]);
  });
});

describe("P9: a thousand workloads on one port of the nodes", () => {
  const thousand = Array.from({ length: 1000 }, (_, at) => `w${at}`);
  const timed = (of: (name: string) => Given) => {
    const stack = thousand.map((name) => workload(name, of(name)));
    const started = performance.now();
    const messages = found(...stack);
    expect(performance.now() - started).toBeLessThan(3000);
    return messages;
  };

  it.each<[string, (name: string) => Given]>([
    ["a pool of its own for each", (pool) => ({ pod: { nodeSelector: { pool, os: "linux" } } })],
    ["a node of its own for each", (nodeName) => ({ pod: { nodeName } })],
    ["an address of its own for each", (hostIP) => ({ port: { hostIP } })],
  ])("pass with %s, in a moment", (_, of) => {
    expect(timed(of)).toEqual([]);
  });

  it("fail with one collision each where all may come to one node", () => {
    expect(timed(() => ({}))).toHaveLength(999);
  });

  it("are compared with a hundred others each, and say so of the rest", () => {
    const messages = timed(() => away({ labelSelector: { matchExpressions: [] } }));
    expect(messages).toHaveLength(899);
    expect(new Set(messages.map((message) => message.split(" ")[0]))).toEqual(
      new Set(["undetermined:"]),
    );
    expect(messages[0]).toContain(
      'takes the port "9000" of its node, as more than 100 other workloads do',
    );
  });
});

describe("P9: the ports of a Service", () => {
  const service = (name: string, spec: object, provider = ""): StackResource => ({
    ...stackResource("kubernetes:core/v1:Service", name, {
      metadata: { name },
      spec: { type: "LoadBalancer", ...spec } as never,
    }),
    urn: urnIn("kubernetes:core/v1:Service", `${name}${provider}`),
    ...(provider === "" ? {} : { provider: { urn: provider, props: {} } }),
  });

  it("fail with one port of the nodes twice, unless the protocols differ", () => {
    const ports = (protocol: string) => [
      { name: "a", port: 53, nodePort: 30053 },
      { name: "b", port: 54, nodePort: "30053", protocol },
    ];
    expect(found(service("dns", { ports: ports("TCP") }))).toEqual([
      'violation: Service "dns" gives the port "30053" of the nodes again, which spec.ports[0].nodePort gives already: the cluster refuses such a Service. Leave one of them out, so that the cluster chooses one that is free.',
    ]);
    expect(found(service("dns", { ports: ports("UDP") }))).toEqual([]);
  });

  const judged = (type: string, ...ports: object[]) => found(service("it", { type, ports }));

  it("pass where a port is not given, is left to the cluster, or is none of the nodes", () => {
    expect(judged("ClusterIP", { name: "a" }, { name: "b" })).toEqual([]);
    expect(judged("ClusterIP", { port: unknown })).toEqual([]);
    for (const nodePort of [0, undefined, unknown]) {
      expect(judged("NodePort", { port: 80, nodePort }, { port: 81, nodePort })).toEqual([]);
    }
    const same = { nodePort: 30080 };
    expect(judged("ClusterIP", { port: 80, ...same }, { port: 81, ...same })).toEqual([]);
  });

  it("pass in two Services where the cluster chooses, where no balancer is asked for, and where one is unknown", () => {
    const pair = (spec: object) => found(service("one", spec), service("two", spec));
    const at = { loadBalancerIP: "203.0.113.5" };
    expect(pair({ ports: [{ port: 80, nodePort: 0 }] })).toEqual([]);
    expect(pair({ ports: [{ port: 80, nodePort: unknown }] })).toEqual([]);
    expect(pair({ ...at, type: "ClusterIP", ports: [{ port: 80 }] })).toEqual([]);
    expect(pair({ ...at, ports: [{ port: unknown }] })).toEqual([]);
    expect(pair({ ...at, ports: [{ port: 80, protocol: unknown }] })).toEqual([]);
    expect(pair({ ...at, ports: [{ port: 80 }] })).toHaveLength(1);
  });

  it("are not evaluated where a protocol is unknown", () => {
    const stack = [
      service("it", { ports: [{ port: 80 }, { port: 80, nodePort: 30080, protocol: unknown }] }),
      service("at", { ports: [{ port: 80 }, { port: unknown }] }),
    ];
    expect(checkStack(stack).map(({ finding }) => `${finding.kind} ${finding.path}`)).toEqual([
      "undetermined spec.ports[1].protocol",
      "undetermined spec.ports[1].port",
    ]);
    expect(found(...stack)[0]).toContain('"it" is known only after deployment, so it could not');
  });

  it("pass with one private address in two clusters, and fail with a public one", () => {
    const at = (loadBalancerIP: string) => [
      service("one", { loadBalancerIP, ports: [{ port: 443 }] }),
      service("one", { loadBalancerIP, ports: [{ port: 443 }] }, "urn:pulumi:a::b::c::other"),
    ];
    for (const address of ["10.0.0.5", "192.168.0.5", "172.16.0.5"]) {
      expect(found(...at(address))).toEqual([]);
    }
    expect(found(...at("203.0.113.5"))).toHaveLength(1);
    const [one] = at("10.0.0.5");
    expect(
      found(
        one as StackResource,
        service("two", { loadBalancerIP: "10.0.0.5", ports: [{ port: 443 }] }),
      ),
    ).toHaveLength(1);
  });
});
