import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const stackFile = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");

type Change = readonly [path: readonly string[], value: unknown];

/** The staging stack's file with other values at some paths; `undefined` removes what is there. */
function stagingWith(...changes: Change[]): string {
  const document = parseDocument(stackFile);
  for (const [path, value] of changes) {
    if (value === undefined) {
      document.deleteIn(["config", ...path]);
    } else {
      document.setIn(["config", ...path], value);
    }
  }
  return document.toString();
}

let session: Session;

function run(command: readonly string[], text = stackFile): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack: "staging", stackFile: text });
}

async function exported(): Promise<StackState> {
  return new StackState((await run(["stack", "export"])).stdout);
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
  const { code, stdout } = await run(["up", "--yes", "--skip-preview"]);
  expect(code, stdout).toBe(0);
});

afterAll(async () => {
  await session?.close();
});

describe("a change of Netra's staging stack", () => {
  const services = "holdfast:services";
  const database = ["holdfast:postgres", "main-db"];

  it.each<[string, Change[], RegExp]>([
    [
      "a greater connector in place",
      [[["holdfast:network", "connector", "minInstances"], 3]],
      /~ +gcp:vpcaccess:Connector staging-network-connector update/,
    ],
    [
      "a smaller connector by another one",
      [[["holdfast:network", "connector", "maxInstances"], 9]],
      /gcp:vpcaccess:Connector staging-network-connector (create )?replace/,
    ],
    [
      "more connections in place",
      [[[...database, "maxConnections"], 600]],
      /~ +gcp:sql:DatabaseInstance main-db update/,
    ],
    [
      "a new image by a new revision",
      [
        [
          [services, "backend", "image"],
          "us-central1-docker.pkg.dev/netra-staging/netra/backend:1.4.1",
        ],
      ],
      /~ +gcp:cloudrunv2:Service backend update/,
    ],
  ])("plans %s", async (_, changes, planned) => {
    const { code, stdout } = await run(["preview"], stagingWith(...changes));
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(planned);
  });

  it("leaves the disk alone that has grown beyond its declared size", async () => {
    const { stdout } = await run(["preview"], stagingWith([[...database, "diskSize"], "50Gi"]));
    expect(stdout).not.toContain("gcp:sql:DatabaseInstance");
  });

  it("fails to replace a protected database", async () => {
    const changed = stagingWith([[...database, "name"], "another-postgres"]);
    const { code, stdout, stderr } = await run(["preview"], changed);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toMatch(
      /DatabaseInstance::main-db"\s+as it is currently marked for protection/,
    );
  });

  it("plans direct egress in place of the connector", async () => {
    const { code, stdout } = await run(
      ["preview"],
      stagingWith(
        [["holdfast:network", "connector"], undefined],
        [["holdfast:network", "directEgress"], { range: "10.20.32.0/24" }],
      ),
    );
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/- +gcp:vpcaccess:Connector staging-network-connector delete/);
    expect(stdout).toMatch(/~ +gcp:cloudrunv2:Service backend update/);
  });

  it("plans services that can do without each other", async () => {
    const { code, stdout } = await run(
      ["preview"],
      stagingWith(
        [[services, "backend", "uses", "auth"], { optional: true }],
        [[services, "auth", "uses", "backend"], { optional: true }],
      ),
    );
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/\+ +gcp:cloudrunv2:ServiceIamMember auth-calls-backend create/);
  });

  it("plans IAM authentication in place of passwords", async () => {
    const { code, stdout } = await run(
      ["preview"],
      stagingWith(
        [[...database, "authentication"], "iam"],
        [[...database, "users"], undefined],
        [[services, "backend", "uses", "main-db", "user"], undefined],
        [[services, "auth", "uses", "main-db", "user"], undefined],
      ),
    );
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/\+ +gcp:sql:User backend-in-main-db create/);
    expect(stdout).toMatch(/- +random:index:RandomPassword main-db-user-netra-password delete/);
  });
});

describe("the life of Netra's staging stack", () => {
  it("gives a new password to every consumer by a new version and a new revision", async () => {
    const password = (await exported())
      .all("random:index/randomPassword:RandomPassword")
      .find(({ urn }) => urn.includes("::main-db-"));
    const { code, stdout } = await run(["preview", "--replace", password?.urn ?? ""]);
    expect(code, stdout).toBe(0);
    expect(stdout).toMatch(/~ +gcp:sql:User main-db-user-netra update/);
    expect(stdout).toMatch(
      /\+- +gcp:secretmanager:SecretVersion main-db-netra-netra-url-version replace/,
    );
    for (const service of ["backend", "auth"]) {
      expect(stdout).toMatch(new RegExp(`~ +gcp:cloudrunv2:Service ${service} update`));
    }
  });

  it("ends in two steps once nothing is protected", async () => {
    const unprotected = stagingWith(
      [["holdfast:postgres", "main-db", "deletionProtection"], false],
      [["holdfast:redis", "sessions", "deletionProtection"], false],
      [["holdfast:services", "backend", "deletionProtection"], false],
      [["holdfast:services", "auth", "deletionProtection"], false],
      [["holdfast:edge", "deletionProtection"], false],
      [["holdfast:registry"], undefined],
    );
    const [repository] = (await exported()).all("gcp:artifactregistry/repository:Repository");
    await run(["state", "unprotect", "--yes", "--stack", "staging", repository?.urn ?? ""]);
    const first = await run(["up", "--yes", "--skip-preview"], unprotected);
    expect(first.code, first.stdout).toBe(0);
    const second = await run(["destroy", "--yes", "--skip-preview"], unprotected);
    expect(second.code, second.stdout).toBe(0);
    expect((await exported()).resources).toEqual([]);
  });
});
