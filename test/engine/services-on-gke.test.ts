import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const services = "holdfast:services";

type Change = readonly [path: readonly string[], value: unknown];

/** AIA's services with a database of Google's that `api` uses, and other values at some paths. */
function aiaWith(...changes: Change[]): string {
  const document = parseDocument(readFileSync(join(program, "Pulumi.aia.yaml"), "utf8"));
  for (const key of ["edge", "observability", "verify", "redis"]) {
    document.deleteIn(["config", `holdfast:${key}`]);
  }
  const database = {
    version: "POSTGRES_16",
    edition: "ENTERPRISE",
    tier: "db-custom-4-15360",
    maxConnections: 500,
    connectTimeout: "10s",
    databases: { aia: {} },
    users: { aia: {} },
  };
  const all: Change[] = [
    [["holdfast:postgres"], { "main-db": database }],
    [[services, "api", "uses"], { "main-db": { pool: 5 }, "agent-executor": {} }],
    [[services, "api", "env"], { LOG_LEVEL: "info" }],
    ...["agent-executor", "economic", "frontend"].map(
      (service): Change => [[services, service, "uses"], {}],
    ),
    ...changes,
  ];
  for (const [path, value] of all) {
    document.setIn(["config", ...path], value);
  }
  return document.toString();
}

let session: Session;
let state: StackState;

function run(command: readonly string[], text = aiaWith()): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "aia", stackFile: text });
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  const { code, stdout } = await run(["up", "--yes", "--skip-preview"]);
  expect(code, stdout).toBe(0);
  state = new StackState((await run(["stack", "export"])).stdout);
});

afterAll(async () => {
  await session?.close();
});

describe("the order of services on GKE", () => {
  const whatComesBefore = (type: string, name: string) => state.before(state.one(type, name));

  it("P3: has what a service needs before its pods, ready and reachable", () => {
    const deployment = whatComesBefore("kubernetes:apps/v1:Deployment", "api");
    for (const needed of [
      "kubernetes:apps/v1:Deployment agent-executor",
      "kubernetes:core/v1:Service agent-executor",
      "gcp:sql/user:User main-db-user-aia",
      "gcp:serviceaccount/iAMMember:IAMMember api-workload-identity",
      "kubernetes:core/v1:ConfigMap api",
      "kubernetes:core/v1:Secret api",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy api.aia-backend",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy default.dns.aia-backend",
    ]) {
      expect(deployment).toContain(needed);
    }
    expect(deployment).not.toContain("kubernetes:apps/v1:Deployment economic");
  });

  it("has the cluster and its workload pool before the bindings that name it", () => {
    expect(
      whatComesBefore("gcp:serviceaccount/iAMMember:IAMMember", "api-workload-identity"),
    ).toContain("gcp:container/cluster:Cluster aia-cluster");
  });

  it("has the namespace before everything in it", () => {
    const inCluster = state.resources.filter(
      ({ type, inputs }) =>
        type.startsWith("kubernetes:") &&
        (inputs?.metadata as { namespace?: string } | undefined)?.namespace === "aia-backend",
    );
    expect(inCluster.length).toBeGreaterThan(10);
    for (const object of inCluster) {
      expect(state.before(object)).toContain("kubernetes:core/v1:Namespace aia-backend");
    }
  });

  it("A7: holds no secret in clear", () => {
    for (const { outputs } of state.all("random:index/randomPassword:RandomPassword")) {
      expect(outputs?.result).toHaveProperty("ciphertext");
    }
    const secret = state.one("kubernetes:core/v1:Secret", "api").inputs;
    expect(JSON.stringify(secret)).not.toContain("postgresql://");
  });
});

describe("a change of services on GKE", () => {
  it("is none where nothing was changed", async () => {
    const { code, stdout } = await run(["preview", "--expect-no-changes"]);
    expect(code, stdout).toBe(0);
  });

  it("of an image is one of the Deployment, in place", async () => {
    const image = "us-central1-docker.pkg.dev/aia-production/aia/api:3.0.0";
    const { code, stdout } = await run(["preview"], aiaWith([[services, "api", "image"], image]));
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/~ +kubernetes:apps\/v1:Deployment api update/);
    expect(stdout).not.toMatch(/(update|replace|create|delete) .*ConfigMap|Secret api/);
    expect(stdout).not.toContain("Deployment agent-executor");
  });

  it("A22: of a variable leaves the former objects to the pods that run until new ones are ready", async () => {
    const changed = aiaWith([[services, "api", "env"], { LOG_LEVEL: "debug" }]);
    const { code, stdout } = await run(["up", "--yes", "--skip-preview"], changed);
    expect(code, stdout).toBe(0);
    const at = (step: RegExp) => stdout.search(step);
    const created = at(/\+\+ +kubernetes:core\/v1:ConfigMap api creat/);
    const updated = at(/~ +kubernetes:apps\/v1:Deployment api updat/);
    const deleted = at(/-- +kubernetes:core\/v1:ConfigMap api delet/);
    expect(created, stdout).toBeGreaterThan(-1);
    expect(updated).toBeGreaterThan(created);
    expect(deleted).toBeGreaterThan(updated);
    expect(stdout).not.toMatch(/kubernetes:apps\/v1:Deployment api .*replace/);
  });

  it("of a password restarts the pods that have it", async () => {
    const password = state
      .all("random:index/randomPassword:RandomPassword")
      .find(({ urn }) => urn.includes("::main-db-"));
    const { code, stdout } = await run(["preview", "--replace", password?.urn ?? ""]);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/~ +kubernetes:apps\/v1:Deployment api update/);
    expect(stdout).not.toMatch(/Deployment agent-executor update/);
  });
});
