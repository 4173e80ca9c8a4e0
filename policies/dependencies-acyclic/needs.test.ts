import { describe, expect, it } from "vitest";
import { Unknown } from "../framework/value";
import { configMap, object } from "../models/kubernetes/program.fixture";
import { shownFindings, stackOf } from "../models/network/stack.fixture";
import type { CaseResource } from "../testing/policy-case";
import { checkStack } from "./check";
import { addressOf, onCloudRun, workload } from "./program.fixture";

const unknown = new Unknown("is known only after deployment");

const found = (...program: readonly CaseResource[]) =>
  shownFindings(checkStack(stackOf(program), { optional: [] }));

const service = (name: string) =>
  object("core/v1:Service", name, { spec: { selector: { app: name }, ports: [{ port: 80 }] } });

/** The pods of a workload of another kind than a Deployment, or of other fields. */
function pods(name: string, pod: object, { kind = "apps/v1:Deployment", annotations = {} } = {}) {
  const labels = { app: name };
  const template = { metadata: { labels, annotations }, spec: pod };
  const spec = { selector: { matchLabels: labels }, template };
  return { ...object(kind, name, { spec }), name: `${name}-pods` };
}

const container = (env: Record<string, unknown> = {}, more: object = {}) => ({
  name: "c",
  image: "example.com/c:1.0.0",
  env: Object.entries(env).map(([name, value]) => ({ name, value })),
  ...more,
});

describe("P3: a workload waits", () => {
  it.each<[string, object]>([
    ["nc in an init container", { command: ["sh", "-c", "until nc -z b 80; do sleep 1; done"] }],
    ["wait-for-it before its program", { command: ["wait-for-it.sh", "b:80", "--", "/app"] }],
    ["wait4x", { args: ["tcp", "b.backend.svc:80"], command: ["wait4x"] }],
    ["curl", { command: ["sh", "-c", "curl --fail http://b/health"] }],
  ])("for what %s asks", (_, waiting) => {
    const init = pods("a", {
      initContainers: [container({}, waiting)],
      containers: [container()],
    });
    expect(found(service("a"), init, ...workload("b", { A_URL: "http://a" }))).toEqual([
      expect.stringContaining("backend/a -> backend/b -> backend/a"),
    ]);
  });

  it.each<[string, object]>([
    ["print it", { command: ["sh", "-c", "echo b"] }],
    ["start it", { command: ["wait-for-it.sh", "c:80", "--", "b"] }],
    ["ask another", { command: ["sh", "-c", "until nc -z c 80; do sleep 1; done"] }],
    ["cannot be read", { command: unknown }],
  ])("not for the name of a Service where its words %s", (_, waiting) => {
    const init = pods("a", { initContainers: [container({}, waiting)], containers: [container()] });
    expect(found(service("a"), init, ...workload("b", { A_URL: "http://a" }))).toEqual([]);
  });

  it.each(["StatefulSet", "DaemonSet", "ReplicaSet"])("also as a %s", (kind) => {
    const a = pods(
      "a",
      { containers: [container({ B_URL: "http://b" })] },
      { kind: `apps/v1:${kind}` },
    );
    expect(found(service("a"), a, ...workload("b", { A_HOST: "a" }))).toHaveLength(1);
  });

  it.each(["Job", "CronJob"])("not for a %s whose pods share the labels of a Service", (kind) => {
    const spec = {
      metadata: { labels: { app: "b" } },
      spec: { containers: [container({ A_URL: "http://a" })] },
    };
    const job = object(`batch/v1:${kind}`, "b-migrate", {
      spec: kind === "Job" ? { template: spec } : { jobTemplate: { spec: { template: spec } } },
    });
    expect(found(...workload("a", { B_URL: "http://b" }), ...workload("b"), job)).toEqual([]);
  });

  it("not for what it says at its template that it starts without", () => {
    const annotations = { "holdfast.dev/optional-dependencies": "a" };
    const b = pods("b", { containers: [container({ A_URL: "http://a" })] }, { annotations });
    expect(found(...workload("a", { B_URL: "http://b" }), service("b"), b)).toEqual([]);
    const run = (template: object) => {
      const other = onCloudRun("auth", { API_URL: addressOf("api") });
      const props = other.props as { readonly template: object };
      return found(onCloudRun("api", { AUTH_URL: addressOf("auth") }), {
        ...other,
        props: { ...props, template: { ...props.template, ...template } },
      });
    };
    const free = { "holdfast.dev/optional-dependencies": "api" };
    expect(run({})).toHaveLength(1);
    expect(run({ annotations: free })).toEqual([]);
    expect(run({ metadata: { annotations: free } })).toEqual([]);
  });
});

describe("P5: what a workload says that it starts without", () => {
  const OPTIONAL = "holdfast.dev/optional-dependencies";

  it.each<[string, unknown]>([
    ["the annotations", unknown],
    ["the annotation", { [OPTIONAL]: unknown }],
  ])("makes a cycle uncertain where %s cannot be read", (_, annotations) => {
    const b = workload("b", { A_URL: "http://a" }, { metadata: { annotations } });
    expect(found(...workload("a", { B_URL: "http://b" }), ...b)).toEqual([
      expect.stringMatching(/^Not evaluated: .*its annotations are known only after deployment/),
    ]);
  });

  it("is named in full or by the name alone, and is no other", () => {
    const cycle = (optional: string) =>
      found(
        ...workload("a", { B_URL: "http://b" }),
        ...workload(
          "b",
          { A_URL: "http://a" },
          { metadata: { annotations: { [OPTIONAL]: optional } } },
        ),
      );
    expect(cycle("a")).toEqual([]);
    expect(cycle("c, backend/a")).toEqual([]);
    expect(cycle("c")).toHaveLength(1);
    expect(cycle("frontend/a")).toHaveLength(1);
  });

  it.each([
    ["backend/b -> backend/a", 0],
    ["backend/b -> backend/c", 1],
    ["backend/c -> backend/a", 1],
  ])("is no other than the pair of the configuration says (%s)", (pair, cycles) => {
    const program = [
      ...workload("a", { B_URL: "http://b" }),
      ...workload("b", { A_URL: "http://a" }),
    ];
    expect(checkStack(stackOf(program), { optional: [pair] })).toHaveLength(cycles);
  });

  it("hides no cycle that is sure beside it", () => {
    const b = workload("b", { A_URL: "http://a" }, { metadata: { annotations: unknown } });
    const sure = [...workload("c", { D_URL: "http://d" }), ...workload("d", { C_URL: "http://c" })];
    expect(found(...workload("a", { B_URL: "http://b" }), ...b, ...sure)).toEqual([
      expect.stringContaining("backend/c -> backend/d -> backend/c"),
    ]);
  });
});

describe("P3: a Service without a selector", () => {
  it("leads to no workload of the program", () => {
    const [, b] = workload("b", { A_URL: "http://a" });
    const elsewhere = object("core/v1:Service", "b", { spec: { ports: [{ port: 80 }] } });
    expect(found(...workload("a", { B_URL: "http://b" }), elsewhere, b)).toEqual([]);
  });
});

describe("P5: near misses of names", () => {
  it.each([
    "FRONTEND_URL",
    "STRIPE_SUCCESS_URL",
    "RETURN_URL",
    "LOGIN_URL",
    "DOCS_URL",
    "SWAGGER_SERVER_URL",
    "SCRAPE_TARGETS",
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "METRICS_PUSH_URL",
    "CLUSTER_PEERS",
    "SEED_NODES",
    "ETCD_INITIAL_CLUSTER",
  ])("%s makes no cycle", (name) => {
    const told = workload("b", { [name]: "http://a:80" });
    expect(found(...workload("a", { B_URL: "http://b" }), ...told)).toEqual([]);
  });

  it.each(["WEB_URL", "APP_BASE_URL", "CLIENT_URL", "UI_HOST"])(
    "%s is a link on Cloud Run, and an address within a cluster",
    (name) => {
      const api = onCloudRun("api", { [name]: addressOf("shop") });
      expect(found(onCloudRun("shop", { API_URL: addressOf("api") }), api)).toEqual([]);
      const told = workload("b", { [name]: "http://a" });
      expect(found(...workload("a", { B_URL: "http://b" }), ...told)).toHaveLength(1);
    },
  );

  it.each([
    "WEB_API_URL",
    "LOGIN_SERVICE_URL",
    "METRICS_SERVICE_URL",
    "MEMBERS_URL",
    "RETURNS_HOST",
  ])("%s is the address of a service", (name) => {
    const api = onCloudRun("api", { [name]: addressOf("shop") });
    expect(found(onCloudRun("shop", { API_URL: addressOf("api") }), api)).toHaveLength(1);
  });
});

describe("P3: other clusters and projects", () => {
  const OTHER = { urn: "urn:pulumi:a::b::pulumi:providers:kubernetes::other", props: {} };

  it("are cycles of their own", () => {
    const first = [...workload("a"), ...workload("b")];
    const second = [
      ...workload("a", { B_URL: "http://b" }),
      ...workload("b", { A_URL: "http://a" }),
    ];
    const inSecond = stackOf(second).map((resource) => ({
      ...resource,
      urn: `${resource.urn}-second`,
      provider: OTHER,
    }));
    expect(checkStack([...stackOf(first), ...inSecond], { optional: [] })).toHaveLength(1);
    expect(checkStack([...inSecond, ...stackOf(first)], { optional: [] })).toHaveLength(1);
  });

  it("may each have a service of one name on Cloud Run", () => {
    const one = onCloudRun("auth", { API_URL: addressOf("api") });
    const other = { ...onCloudRun("auth"), name: "auth-of-another-project" };
    const api = onCloudRun("api", { AUTH_URL: addressOf("auth") });
    expect(found(api, one)).toHaveLength(1);
    expect(found(api, one, other)).toEqual([]);
    expect(found(api, other, one)).toEqual([]);
  });

  it("are found by what the first version of the API tells of a service", () => {
    const url = "https://auth-x7sabcdefg-uc.a.run.app";
    const auth = onCloudRun("auth", { API_URL: addressOf("api") });
    const api = onCloudRun("api", { AUTH_URL: url });
    const told = (statuses: unknown) =>
      found(api, { ...auth, outputs: { ...auth.props, statuses } });
    expect(told([{ url }])).toHaveLength(1);
    expect(told([{ url: unknown }, null])).toEqual([]);
    expect(told(unknown)).toEqual([]);
  });

  it("may have a service of the same name on Cloud Run", () => {
    const auth = onCloudRun("auth", { API_URL: addressOf("api") });
    const known = {
      ...auth.props,
      urls: [addressOf("auth").replace("123456789012", "999999999999")],
    };
    const api = onCloudRun("api", { AUTH_URL: addressOf("auth") });
    expect(found(api, { ...auth, outputs: known })).toEqual([]);
    expect(found(api, { ...auth, outputs: { ...known, urls: [addressOf("auth")] } })).toHaveLength(
      1,
    );
  });
});

describe("P3: addresses that are known only after deployment", () => {
  const made = (name: string, env: Record<string, unknown>, from: string): CaseResource[] => {
    const [own, told] = workload(name, env);
    return [own, { ...told, propertyDependencies: { spec: [from] } }];
  };

  it("make no cycle uncertain that an address beside them makes sure", () => {
    const b = made("b", { A_URL: "http://a", A_HOST: unknown }, "a");
    expect(found(...workload("a", { B_URL: "http://b" }), ...b)).toEqual([
      expect.not.stringContaining("Not evaluated"),
    ]);
  });

  it("may make a cycle, by the Services that they are made from", () => {
    expect(
      found(...made("a", { B_URL: unknown }, "b"), ...made("b", { A_URL: unknown }, "a")),
    ).toEqual([
      'Not evaluated: Deployment "a": spec.template.spec.containers[0].env[0].value tells "backend/a" to connect to "backend/b", and whether that makes the cycle backend/a -> backend/b -> backend/a cannot be told: it is known only after deployment. Check by hand that one of them starts without the other.',
    ]);
  });

  it.each(["DB_PASSWORD", "DATABASE_URL", "REDIS_HOST", "CORS_ORIGINS"])(
    "are none under %s",
    (name) => {
      expect(
        found(...made("a", { [name]: unknown }, "b"), ...made("b", { A_URL: unknown }, "a")),
      ).toEqual([]);
    },
  );
});

describe("P3: a thousand services", () => {
  const round = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      workload(`s${at}`, { NEXT_URL: `http://s${(at + 1) % count}` }),
    ).flat();

  it("in one cycle are drawn in short, in a moment", () => {
    const stack = stackOf(round(1000));
    const started = performance.now();
    const findings = shownFindings(checkStack(stack, { optional: [] }));
    expect(performance.now() - started).toBeLessThan(4000);
    expect(findings).toEqual([expect.stringContaining("981 more -> backend/s0")]);
  });

  it("in a chain pass", () => {
    expect(found(...round(1000).slice(0, -2), configMap("other"))).toEqual([]);
  });
});
