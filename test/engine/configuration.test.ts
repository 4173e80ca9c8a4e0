import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { openSession, type PulumiResult, type Session } from "../../offline/session";

const program = join(__dirname, "..", "..");
const staging = readFileSync(join(program, "Pulumi.staging.yaml"), "utf8");

let session: Session;

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

/** The staging stack's file with other values at some paths; `undefined` removes what is there. */
function stagingWith(
  changes: readonly (readonly [path: readonly string[], value: unknown])[],
): string {
  const document = parseDocument(staging);
  for (const [path, value] of changes) {
    if (value === undefined) {
      document.deleteIn(["config", ...path]);
    } else {
      document.setIn(["config", ...path], value);
    }
  }
  return document.toString();
}

function preview(stackFile: string): Promise<PulumiResult> {
  return session.pulumi(["preview"], { program, stack: "staging", stackFile });
}

/** The paths of the problems in what the engine printed, in their order. */
function pathsIn({ stdout, stderr }: PulumiResult): string[] {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  const paths = lines.filter((_, index) => lines[index + 1]?.startsWith("Found "));
  return [...new Set(paths)];
}

/** Fails unless the engine refused the file in our words and its own alone, with nothing planned. */
function expectRefusal(result: PulumiResult): void {
  const text = `${result.stdout}\n${result.stderr}`;
  expect(result.code).not.toBe(0);
  expect(text).toContain("Nothing was registered.");
  expect(text).not.toMatch(/^\s+at .*[:(]|node_modules|Error:|unhandled|ZodError/m);
  // The one resource that the engine counts is the stack itself, which is there before the program runs.
  expect(text).toMatch(/Resources:\n\s+\+ 1 (to create|created)\n\s+1 errored\n/);
}

const services = "holdfast:services";

describe("a stack file with problems", () => {
  it("fails with everything that is missing when it is empty", async () => {
    const result = await preview("");
    expectRefusal(result);
    expect(`${result.stdout}${result.stderr}`).toContain("Pulumi.staging.yaml has 4 problems.");
    expect(pathsIn(result)).toEqual([
      "gcp:project",
      "gcp:region",
      "holdfast:network",
      "holdfast:services",
    ]);
  });

  it("fails with each misspelt key, and the nearest known one", async () => {
    const result = await preview(
      stagingWith([
        [[services, "backend", "memory"], undefined],
        [[services, "backend", "memry"], "2GB"],
        [[services, "auth", "uses", "sesions"], {}],
        [["holdfast:netwrok"], {}],
        [["holdfast:postgres", "main-db", "teir"], "db-custom-4-15360"],
        [["holdfast:postgres", "main-db", "tier"], undefined],
      ]),
    );
    expectRefusal(result);
    expect(pathsIn(result)).toEqual([
      "holdfast:netwrok",
      "postgres.main-db.teir",
      "services.auth.uses.sesions",
      "services.backend.memry",
    ]);
    for (const meant of ["holdfast:network", "tier", "sessions", "memory", "2Gi"]) {
      expect(`${result.stdout}${result.stderr}`).toContain(`Write "${meant}"`);
    }
  });

  it("fails with every contradiction", async () => {
    const result = await preview(
      stagingWith([
        [["holdfast:network", "directEgress"], { range: "10.20.32.0/24" }],
        [["holdfast:network", "connector", "maxInstances"], 3],
        [["holdfast:network", "connector", "minInstances"], 9],
        [["holdfast:postgres", "main-db", "edition"], "ENTERPRISE_PLUS"],
        [["holdfast:postgres", "main-db", "backups"], { enabled: false }],
        [[services, "backend", "scale"], { min: 5, max: 4 }],
        [[services, "backend", "startup", "within"], "30s"],
        [[services, "auth", "uses", "backend"], {}],
      ]),
    );
    expectRefusal(result);
    expect(pathsIn(result)).toEqual([
      "holdfast:network",
      "network.connector.maxInstances",
      "postgres.main-db.backups.enabled",
      "postgres.main-db.tier",
      "services.auth.uses.backend",
      "services.backend.scale.max",
      "services.backend.startup.within",
    ]);
    expect(`${result.stdout}${result.stderr}`).toContain("auth -> backend -> auth");
  });

  it("N3: fails with the sum of connections on the day of the outage", async () => {
    const result = await preview(
      stagingWith([
        [["holdfast:postgres", "main-db", "tier"], "db-custom-1-3840"],
        [["holdfast:postgres", "main-db", "maxConnections"], 100],
        [[services, "backend", "scale"], { min: 1, max: 10 }],
        [[services, "auth", "scale"], { min: 1, max: 10 }],
      ]),
    );
    expectRefusal(result);
    expect(pathsIn(result)).toEqual(["postgres.main-db.maxConnections"]);
    expect(`${result.stdout}${result.stderr}`.replaceAll(/\s+/g, " ")).toContain(
      'Found too few connections: "auth" 10 x (10 + 15) = 250, "backend" 10 x (10 + 15) = 250, two revisions during a rollout 500 x 2 = 1000, other clients 0, reserved 13: 1013 of 100 (513 without a rollout).',
    );
  });

  it("N5: fails with a second connect timeout, and with times that do not nest", async () => {
    const result = await preview(
      stagingWith([
        [[services, "auth", "env", "DB_CONNECT_TIMEOUT"], "20"],
        [["holdfast:postgres", "main-db", "connectTimeout"], "75s"],
      ]),
    );
    expectRefusal(result);
    expect(pathsIn(result)).toEqual([
      "services.auth.env.DB_CONNECT_TIMEOUT",
      "services.backend.startup.phases[2].within",
    ]);
  });

  it("fails with what YAML made of values that were written in haste", async () => {
    const text = stagingWith([])
      .replace("port: 8080", "port: '8080'")
      .replace("port: 8000", "port: 8_000_000")
      .replace(
        "ENVIRONMENT: staging",
        "ENVIRONMENT: staging\n        DEBUG: on\n        EMPTY:\n        LEVEL: 3",
      )
      .replace("sessions: {}", "sessions:")
      .replace(/holdfast:registry:\n.*\n/, "holdfast:registry:\n");
    const result = await preview(text);
    expectRefusal(result);
    expect(pathsIn(result)).toEqual([
      "holdfast:registry",
      "services.auth.port",
      "services.backend.env.EMPTY",
      "services.backend.env.LEVEL",
      "services.backend.port",
      "services.backend.uses.sessions",
    ]);
  });

  it("fails with an encrypted value in the wrong place, which is not shown", async () => {
    const result = await preview(
      stagingWith([
        [[services, "auth", "env", "TOKEN"], { secure: "v1:replaced:by-a-placeholder" }],
      ]),
    );
    expectRefusal(result);
    expect(pathsIn(result)).toEqual(["holdfast:services"]);
  });

  it("registers nothing in an update either", async () => {
    const run = { program, stack: "staging", state: join(session.folder, "refused") };
    const result = await session.pulumi(["up", "--yes", "--skip-preview"], {
      ...run,
      stackFile: "",
    });
    expectRefusal(result);
    const { stdout } = await session.pulumi(["stack", "export"], run);
    const { resources = [] } = JSON.parse(stdout).deployment as { resources?: { type: string }[] };
    expect(resources.filter(({ type }) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });
});

describe("a stack file with an encrypted secret", () => {
  it("is accepted", async () => {
    const result = await preview(
      stagingWith([[["holdfast:secrets", "signing-key"], { value: { secure: "v1:replaced:x" } }]]),
    );
    expect([result.code, result.stderr]).toEqual([0, expect.any(String)]);
    expect(result.stdout).toContain("signing-key");
  });
});
