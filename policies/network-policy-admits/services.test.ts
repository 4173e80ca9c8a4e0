import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { configMap, deployment, object, secret } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkPaths } from "./check";
import {
  admitApi,
  allowCache,
  allowDns,
  cache,
  cachePeer,
  cacheService,
  client,
  denyAll,
  namespaces,
  policy,
} from "./program.fixture";

const UNKNOWN = new Unknown("is known only after deployment");
const found = (...program: readonly CaseResource[]) => shownFindings(checkPaths(stackOf(program)));
const world = [...namespaces, cache(), cacheService()];
const closed = [denyAll(), denyAll("data"), allowDns];
const env = "spec.template.spec.containers[0].env[0].value";

describe("A10: a Service that a workload is told of", () => {
  it("passes where the egress of the client and the ingress of the pods admit the port of the pods", () => {
    const program = [...world, client(), ...closed, allowCache(), admitApi()];
    expect(found(...program)).toEqual([]);
    expect(found(...[...program].reverse())).toEqual([]);
  });

  it("passes in a program without policies, and for pods that none isolates", () => {
    expect(found(...world, client())).toEqual([]);
    expect(
      found(...world, client(), policy("web", { podSelector: { matchLabels: { app: "web" } } })),
    ).toEqual([]);
  });

  it("fails where no egress rule admits it", () => {
    expect(found(...world, client(), ...closed, admitApi())).toEqual([
      `Deployment "api": ${env} leads to Service "redis". NetworkPolicy "allow-dns" and NetworkPolicy "deny-backend" isolate the egress of Deployment "api", and no rule admits connections to StatefulSet "redis" on TCP port 6380. Add an egress rule to pods with "app: redis" in namespace "data" on TCP port 6380.`,
    ]);
  });

  it("fails where no ingress rule admits it", () => {
    expect(found(...world, client(), ...closed, allowCache())).toEqual([
      `Deployment "api": ${env} leads to Service "redis". NetworkPolicy "deny-data" isolates the ingress of StatefulSet "redis", and no rule admits connections from Deployment "api" to its TCP port 6380. Add an ingress rule from pods with "app: api" in namespace "backend" on TCP port 6380.`,
    ]);
  });

  it("fails once where neither admits it, however often it is told", () => {
    const twice = {
      REDIS_URL: "redis://redis.data:6379",
      CACHE_URL: "redis://redis.data.svc.cluster.local:6379/1",
    };
    const [message, ...others] = found(...world, client(twice), ...closed);
    expect(message).toContain("Add an egress rule to pods with");
    expect(message).toContain("and an ingress rule from pods with");
    expect(others).toEqual([]);
  });

  it.each<[string, readonly CaseResource[]]>([
    ["the port of the Service", [allowCache({ ports: [{ port: 6379 }] }), admitApi()]],
    ["another protocol", [allowCache({ ports: [{ protocol: "UDP", port: 6380 }] }), admitApi()]],
    [
      "another namespace",
      [allowCache({ to: [{ podSelector: { matchLabels: { app: "redis" } } }] }), admitApi()],
    ],
    [
      "labels that the namespace does not have",
      [allowCache(), admitApi({ from: [{ namespaceSelector: { matchLabels: { team: "web" } } }] })],
    ],
    ["a name that the port does not have", [allowCache(), admitApi({ ports: [{ port: "http" }] })]],
    [
      "a range that ends before it",
      [allowCache({ ports: [{ port: 6000, endPort: 6379 }] }), admitApi()],
    ],
  ])("fails where a rule admits %s only", (_what, policies) => {
    expect(found(...world, client(), ...closed, ...policies)).toHaveLength(1);
  });

  it.each<[string, readonly CaseResource[]]>([
    ["a name of the port", [allowCache({ ports: [{ port: "redis" }] }), admitApi()]],
    ["a range of ports", [allowCache({ ports: [{ port: 6000, endPort: 6999 }] }), admitApi()]],
    ["all ports", [allowCache({ ports: undefined }), admitApi({ ports: [] })]],
    ["all peers", [allowCache({ to: [] }), admitApi({ from: undefined })]],
    ["pods of all namespaces", [allowCache({ to: [{ namespaceSelector: {} }] }), admitApi()]],
    [
      "two rules",
      [
        allowCache({
          to: [{ ...cachePeer, podSelector: { matchLabels: { app: "db" } } }, cachePeer],
        }),
        admitApi(),
      ],
    ],
  ])("passes where a rule admits %s", (_what, policies) => {
    expect(found(...world, client(), ...closed, ...policies)).toEqual([]);
  });

  it("is judged wherever it is told", () => {
    const url = "redis://:supersecret@redis.data:6379/0";
    const container = (more: object) => deployment(more);
    const told = [
      [
        container({ envFrom: [{ secretRef: { name: "cache" } }] }),
        secret("cache", { REDIS_URL: url }),
      ],
      [
        container({
          env: [{ name: "URL", valueFrom: { secretKeyRef: { name: "cache", key: "REDIS_URL" } } }],
        }),
        secret("cache", { REDIS_URL: url }),
      ],
      [
        container({ envFrom: [{ configMapRef: { name: "c" } }] }),
        configMap("c", { REDIS_HOST: "redis.data", REDIS_PORT: "6379" }),
      ],
      [container({ args: ["--redis-url", url] })],
    ];
    for (const program of told) {
      const messages = found(...world, ...closed, ...program);
      expect(messages).toHaveLength(1);
      expect(messages.join()).toContain('leads to Service "redis"');
      expect(messages.join()).not.toContain("supersecret");
    }
    expect(found(...world, ...closed, ...(told[0] ?? []))[0]).toContain(
      'leads to Service "redis" (by Secret "cache")',
    );
  });

  it("is judged at the port that the client means, and at the pods of a headless one", () => {
    const ports = [
      { name: "redis", port: 6379, targetPort: "redis" },
      { name: "metrics", port: 9121, targetPort: 9121 },
    ];
    const two = [...namespaces, cache(), cacheService({ ports }), client(), ...closed];
    expect(found(...two, allowCache(), admitApi())).toEqual([]);
    const headless = [...namespaces, cache(), cacheService({ clusterIP: "None" }), ...closed];
    const onPort = (port: number) =>
      client({ REDIS_URL: `redis://redis-0.redis.data.svc:${port}` });
    expect(found(...headless, onPort(6380), allowCache(), admitApi())).toEqual([]);
    expect(found(...headless, onPort(6379), allowCache(), admitApi())).toHaveLength(1);
  });

  it("is judged for each of the workloads behind it", () => {
    const both = [...world, cache("canary", "redis"), client(), ...closed, allowCache()];
    expect(found(...both, admitApi())).toEqual([]);
    const stable = policy(
      "stable",
      { podSelector: { matchLabels: { "statefulset.kubernetes.io/pod-name": "redis-0" } } },
      "data",
    );
    expect(
      found(
        ...world,
        cache("canary", "redis"),
        client(),
        denyAll(),
        allowDns,
        allowCache(),
        stable,
      ),
    ).toHaveLength(1);
  });

  it("is judged for egress where its pods are made elsewhere", () => {
    const named = [...namespaces, cacheService(), client()];
    expect(found(...named, denyAll(), allowDns)).toEqual([
      expect.stringContaining(
        "the port of its pods is one of pods that this program does not make",
      ),
    ]);
    expect(found(...named, denyAll("web"))).toEqual([]);
    const numbered = [
      ...namespaces,
      cacheService({ ports: [{ port: 6379 }] }),
      client(),
      denyAll(),
      allowDns,
    ];
    expect(found(...numbered)).toHaveLength(1);
    expect(found(...numbered, allowCache({ ports: [{ port: 6379 }] }))).toEqual([]);
  });

  it("is no matter for a client on the network of its node, or for its own address", () => {
    expect(
      found(...world, client(undefined, { hostNetwork: true }), denyAll(), denyAll("data")),
    ).toEqual([]);
    const own = object("core/v1:Service", "api", {
      spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }] },
    });
    expect(
      found(...namespaces, own, client({ PUBLIC_URL: "http://api" }), denyAll(), allowDns),
    ).toEqual([]);
  });

  it("is not evaluated where a selector, a namespace or a label is unknown", () => {
    const unknown = [
      [
        allowCache({ to: [{ ...cachePeer, podSelector: { matchLabels: { app: UNKNOWN } } }] }),
        admitApi(),
      ],
      [allowCache({ to: [{ namespaceSelector: UNKNOWN }] }), admitApi()],
      [allowCache({ ports: [{ port: UNKNOWN }] }), admitApi()],
      [allowCache(), admitApi({ from: UNKNOWN })],
      [
        allowCache(),
        admitApi(),
        policy("late", { podSelector: UNKNOWN, policyTypes: ["Ingress"] }, "data"),
      ],
    ];
    const expected = [1, 1, 1, 1, 0];
    for (const [index, policies] of unknown.entries()) {
      const messages = found(...world, client(), ...closed, ...policies);
      expect(messages).toHaveLength(expected[index] ?? 0);
      expect(messages.every((message) => message.startsWith("Not evaluated: "))).toBe(true);
    }
  });

  it("is refused all the same where an unknown stands beside what decides it", () => {
    const messages = found(
      ...world,
      client(),
      ...closed,
      allowCache({ ports: [{ port: 80 }], to: UNKNOWN }),
      admitApi(),
    );
    expect(messages).toEqual([expect.stringMatching(/^Deployment "api": .*no rule admits/)]);
  });

  it("is not evaluated where labels of a namespace of elsewhere decide it", () => {
    const [message, ...others] = found(
      cache(),
      cacheService(),
      client(),
      ...closed,
      allowCache(),
      admitApi(),
    );
    expect(others).toEqual([]);
    expect(message).toContain("is a label of a namespace that this program does not make");
  });

  it("is not evaluated where an ipBlock alone admits it, which not every plugin applies to pods", () => {
    const block = (cidr: string) => allowCache({ to: [{ ipBlock: { cidr } }] });
    expect(found(...world, client(), ...closed, block("0.0.0.0/0"), admitApi())).toEqual([
      expect.stringMatching(
        /^Not evaluated: .*is an ipBlock, which GKE Dataplane V2 does not apply to pods/,
      ),
    ]);
    expect(found(...world, client(), ...closed, block("8.8.8.0/24"), admitApi())[0]).toMatch(
      /^Deployment/,
    );
  });

  it("is not evaluated where a policy of the network plugin may admit it", () => {
    const cilium = object("cilium.io/v2:CiliumNetworkPolicy", "extra", { spec: {} });
    const messages = found(...world, client(), ...closed, admitApi(), cilium);
    expect(messages).toHaveLength(2);
    expect(messages.join()).toContain(
      'CiliumNetworkPolicy "extra":  is a policy of the network plugin',
    );
    expect(messages.join()).toContain(
      'CiliumNetworkPolicy "extra" may admit them, which is not evaluated',
    );
    const elsewhere = object("cilium.io/v2:CiliumNetworkPolicy", "extra", {}, { namespace: "web" });
    expect(found(...world, client(), ...closed, admitApi(), elsewhere)).toContainEqual(
      expect.stringMatching(/^Deployment "api": .*no rule admits/),
    );
  });

  it("is not evaluated where an unknown value is made from it", () => {
    const told = {
      ...client({ REDIS_URL: UNKNOWN }),
      propertyDependencies: { spec: ["redis"] },
    };
    const program = [cacheService(), ...namespaces, cache("cache", "redis"), told, ...closed];
    expect(found(...program)).toContainEqual(
      expect.stringMatching(
        /^Not evaluated: Deployment "api": .*is made from a Service to which it then may lead/,
      ),
    );
    expect(found(...program, allowCache(), admitApi())).toEqual([]);
  });
});
