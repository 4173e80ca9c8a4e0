import { describe, expect, it } from "vitest";
import type { Phase } from "../framework/phase";
import { NotApplicable, type PolicyAnswer, type StackResource } from "../framework/policy";
import { type Data, Unknown } from "../framework/value";
import type { PreviewEvidence } from "./preview-evidence";
import { LoopbackRun } from "./run";

const UNKNOWN = new Unknown("is known only after deployment");
const DSN = "postgresql://aia:supersecret@127.0.0.1:5432/db";

type Props = { readonly [key: string]: Data };

/** A resource of a program, with what it depends on. */
function resource(
  type: string,
  name: string,
  props: Props,
  dependencies: readonly string[] = [],
): StackResource {
  return {
    urn: urnOf(type, name),
    type,
    name,
    props,
    opts: {} as StackResource["opts"],
    dependencies,
    propertyDependencies: new Map(),
  };
}

const urnOf = (type: string, name: string) => `urn:pulumi:s::p::${type}::${name}`;
const SECRET = "kubernetes:core/v1:Secret";
const secret = (props: Props = {}) =>
  resource(SECRET, "db", { metadata: { name: "db" }, stringData: { DATABASE_URL: DSN }, ...props });
const PROXY = { name: "proxy", image: "cloud-sql-proxy:2", args: ["--port=5432", "p:r:i"] };
const reader = (
  name: string,
  containers: Data[],
  pod: Props = {},
  dependencies: readonly string[] = [],
) =>
  resource(
    "kubernetes:apps/v1:Deployment",
    name,
    { metadata: { name }, spec: { template: { spec: { containers, ...pod } } } },
    dependencies,
  );
const byKey = (name: Data = "db", key = "DATABASE_URL", variable = "DATABASE_URL"): Data => ({
  name: "api",
  image: "api:1",
  env: [{ name: variable, valueFrom: { secretKeyRef: { name, key } } }],
});

/** A store of evidence for one test. */
function evidence(): PreviewEvidence & { readonly kept: Map<string, readonly string[]> } {
  const kept = new Map<string, readonly string[]>();
  return {
    kept,
    keep: (urn, endpoints) => kept.set(urn, endpoints),
    has: (urn, endpoint) => kept.get(urn)?.includes(endpoint) ?? false,
  };
}

interface Options {
  readonly phase?: Phase;
  readonly evidence?: PreviewEvidence;
  readonly listeners?: Parameters<LoopbackRun["judgeObjects"]>[1];
}

/** What is found, as `resource: kind at path`; findings at the end of the run start with `end: `. */
function found(resources: readonly StackResource[], options: Options = {}): readonly string[] {
  const { phase = "preview", listeners = [] } = options;
  const run = new LoopbackRun({ phase, evidence: options.evidence ?? evidence() });
  const answers = resources.map((each): [string, PolicyAnswer] => [
    each.name,
    each.type.includes("Secret") || each.type.includes("ConfigMap")
      ? run.judgeObjects(each, listeners)
      : run.judgeWorkloads(each, listeners),
  ]);
  return [
    ...answers.flatMap(([name, answer]) =>
      answer instanceof NotApplicable
        ? []
        : answer.map(({ kind, path }) => `${name}: ${kind} at ${path}`),
    ),
    ...run
      .judgeStack(resources)
      .map(
        ({ urn, finding }) => `end: ${urn?.split("::").at(-1)}: ${finding.kind} at ${finding.path}`,
      ),
  ];
}

const AT_READER = "violation at spec.template.spec.containers[0].env[0]";

describe("a Secret with loopback", () => {
  it("is refused at the end of a preview where nobody reads it", () => {
    expect(found([secret()])).toEqual(["end: db: violation at stringData.DATABASE_URL"]);
  });

  it("is refused at the end of an analysis, which says nothing of its phase", () => {
    expect(found([secret()], { phase: "unknown" })).toEqual([
      "end: db: violation at stringData.DATABASE_URL",
    ]);
  });

  it("is refused only at the second reader, which has no proxy", () => {
    const [api, worker] = [reader("api", [byKey(), PROXY]), reader("worker", [byKey()])];
    expect(found([secret(), api, worker])).toEqual([`worker: ${AT_READER}`]);
    expect(found([api, worker, secret()])).toEqual(["db: violation at stringData.DATABASE_URL"]);
  });

  it("is refused for the key that nobody reads", () => {
    const both = secret({ stringData: { DATABASE_URL: DSN, OTHER_URL: DSN } });
    expect(found([both, reader("api", [byKey(), PROXY])])).toEqual([
      "end: db: violation at stringData.OTHER_URL",
    ]);
  });

  it("is not read by a workload of another namespace, of another name or of another kind", () => {
    const here = secret({ metadata: { name: "db", namespace: "a" } });
    const there = resource("kubernetes:apps/v1:Deployment", "api", {
      metadata: { namespace: "b" },
      spec: { template: { spec: { containers: [byKey(), PROXY] } } },
    });
    const refused = ["end: db: violation at stringData.DATABASE_URL"];
    expect(found([here, there])).toEqual(refused);
    expect(found([secret(), reader("api", [byKey("cache"), PROXY])])).toEqual(refused);
    const map = { name: "api", envFrom: [{ configMapRef: { name: "db" } }] };
    expect(found([secret(), reader("api", [map, PROXY])])).toEqual(refused);
  });

  it("is read by a workload that depends on it where the name is unknown", () => {
    const api = (...containers: Data[]) => reader("api", containers, {}, [urnOf(SECRET, "db")]);
    expect(found([secret(), api(byKey(UNKNOWN), PROXY)])).toEqual([]);
    expect(found([secret(), api(byKey(UNKNOWN))])).toEqual([
      "end: db: violation at stringData.DATABASE_URL",
    ]);
  });

  it("passes where an option names the listener", () => {
    const listener = { resource: "db", name: "proxy", port: 5432, reason: "The mesh adds it." };
    expect(found([secret()], { phase: "update", listeners: [listener] })).toEqual([]);
    const urn = { ...listener, resource: urnOf(SECRET, "db") };
    expect(found([secret()], { listeners: [urn] })).toEqual([]);
    const other = { ...listener, resource: "cache" };
    expect(found([secret()], { listeners: [other] })).toHaveLength(1);
  });
});

describe("what a variable tells of the text that it becomes", () => {
  const host = (text: string) => secret({ stringData: { value: text } });

  it("makes it an endpoint", () => {
    expect(found([host("localhost")])).toEqual([]);
    expect(found([host("localhost"), reader("api", [byKey("db", "value", "PGHOST")])])).toEqual([
      `api: ${AT_READER}`,
      "end: db: violation at stringData.value",
    ]);
    expect(found([reader("api", [byKey("db", "value", "PGHOST")]), host("localhost")])).toEqual([
      "db: violation at stringData.value",
    ]);
  });

  it("is its key behind a prefix", () => {
    const envFrom = (prefix: string) => [{ prefix, secretRef: { name: "settings" } }];
    const api = (prefix: string) => reader("api", [{ name: "api", envFrom: envFrom(prefix) }]);
    const own = secret({
      metadata: { name: "settings" },
      stringData: { HOST: "localhost", PORT: "3000" },
    });
    expect(found([own, api("")])).toEqual([]);
    expect(found([own, api("DB_")])).toEqual([
      "api: violation at spec.template.spec.containers[0].envFrom[0].secretRef",
      "end: db: violation at stringData.HOST",
    ]);
  });

  it("takes the port from another key of the same Secret", () => {
    const both = secret({ stringData: { a: "localhost", b: "5432" } });
    const env = [
      { name: "DB_HOST", valueFrom: { secretKeyRef: { name: "db", key: "a" } } },
      { name: "DB_PORT", valueFrom: { secretKeyRef: { name: "db", key: "b" } } },
    ];
    expect(found([both, reader("api", [{ name: "api", env }, PROXY])])).toEqual([]);
    expect(found([both, reader("api", [{ name: "api", env }])])).toHaveLength(2);
  });

  it("makes it none", () => {
    const api = reader("api", [byKey("db", "value", "ALLOWED_HOSTS")]);
    expect(found([host("localhost:80"), api])).toEqual([]);
  });
});

describe("a secret version with loopback", () => {
  const version = (secretName: Data, dependencies: readonly string[] = []) =>
    resource(
      "gcp:secretmanager/secretVersion:SecretVersion",
      "url",
      { secret: secretName, secretData: DSN },
      dependencies,
    );
  const service = (secretName: Data, sidecars: Data[] = [], dependencies: readonly string[] = []) =>
    resource(
      "gcp:cloudrunv2/service:Service",
      "api",
      {
        template: {
          containers: [
            {
              image: "api:1",
              ports: { containerPort: 8080 },
              envs: [
                {
                  name: "DATABASE_URL",
                  valueSource: { secretKeyRef: { secret: secretName, version: "1" } },
                },
              ],
            },
            ...sidecars,
          ],
        },
      },
      dependencies,
    );

  it("is read by a service that depends on its secret where the names are unknown", () => {
    const type = "gcp:secretmanager/secret:Secret";
    const parent = resource(type, "url-secret", {});
    const dependencies = [urnOf(type, "url-secret")];
    const run = (sidecars: Data[]) =>
      found([parent, version(UNKNOWN, dependencies), service(UNKNOWN, sidecars, dependencies)]);
    expect(run([PROXY])).toEqual([]);
    expect(run([])).toEqual(["end: url: violation at secretData"]);
    expect(found([version(UNKNOWN, dependencies), service(UNKNOWN, [PROXY])])).toEqual([
      "end: url: violation at secretData",
    ]);
  });
});

describe("an init container that takes all keys", () => {
  it("is not refused for what the others reach", () => {
    const all = { name: "setup", image: "x", envFrom: [{ secretRef: { name: "db" } }] };
    const api = reader("api", [byKey(), PROXY], { initContainers: [all] });
    expect(found([secret(), api])).toEqual([
      "api: undetermined at spec.template.spec.initContainers[0].envFrom[0].secretRef",
    ]);
  });

  it("is refused for the one key that it takes", () => {
    const api = reader("api", [byKey(), PROXY], { initContainers: [byKey()] });
    expect(found([secret(), api])).toEqual([
      "api: violation at spec.template.spec.initContainers[0].env[0]",
    ]);
  });
});

describe("the update after a preview", () => {
  const program = [secret(), reader("api", [byKey(), PROXY])];

  it("creates a Secret whose reader the preview has seen to be served", () => {
    const store = evidence();
    expect(found(program, { evidence: store })).toEqual([]);
    expect(found(program, { phase: "update", evidence: store })).toEqual([]);
  });

  it("refuses it without that preview", () => {
    expect(found(program, { phase: "update" })).toEqual([
      "db: violation at stringData.DATABASE_URL",
    ]);
  });

  it("refuses another endpoint than the one that the preview has seen", () => {
    const store = evidence();
    found(program, { evidence: store });
    const changed = secret({ stringData: { DATABASE_URL: DSN.replace("5432", "6000") } });
    expect(found([changed], { phase: "update", evidence: store })[0]).toBe(
      "db: violation at stringData.DATABASE_URL",
    );
  });

  it("keeps nothing of a Secret that nobody is served with", () => {
    const store = evidence();
    found(program, { phase: "unknown", evidence: store });
    found(program, { phase: "update", evidence: store });
    expect(store.kept.size).toBe(0);
    found(program, { evidence: store });
    found([secret(), reader("api", [byKey()])], { evidence: store });
    expect([...store.kept.values()]).toEqual([[]]);
  });

  it("keeps no part of a value", () => {
    const store = evidence();
    found(program, { evidence: store });
    expect([...store.kept.values()]).toEqual([["stringData.DATABASE_URL 127.0.0.1:5432"]]);
  });
});
