import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { BudgetReport } from "../../config";
import { openSession, type PulumiResult, type Session } from "../../offline/session";
import { onGke, portableStack, textOf } from "../stack-variants";
import { StackState } from "./stack-state";

const program = join(__dirname, "..", "..");
const instanceType = "gcp:sql/databaseInstance:DatabaseInstance";

const plus = { edition: "ENTERPRISE_PLUS", tier: "db-perf-optimized-N-2" };
const enterprise = { edition: "ENTERPRISE", tier: "db-custom-2-7680" };

/** Eight services, each with up to five instances of 10 + 5 connections, that share one database. */
function eightConsumers(platform: "cloud-run" | "gke", database: object): string {
  const image = "us-central1-docker.pkg.dev/shop-staging/shop/api:1.0.0";
  const services = Array.from({ length: 8 }, (_, index) => [
    `service-${index}`,
    {
      image,
      port: 8000 + index,
      cpu: 1,
      memory: "512Mi",
      scale: { max: 5 },
      startup: { path: "/health" },
      health: { path: "/health" },
      uses: { main: { pool: 10, overflow: 5 } },
    },
  ]);
  return stringify({
    config: {
      "gcp:project": "shop-staging",
      "gcp:region": "us-central1",
      "holdfast:platform": platform,
      "holdfast:network": {
        range: "10.20.0.0/20",
        privateServicesRange: "10.64.0.0/16",
        ...(platform === "cloud-run" && {
          egress: "private-ranges-only",
          directEgress: { range: "10.20.32.0/24" },
        }),
      },
      ...(platform === "gke" && {
        "holdfast:gke": { podRange: "10.32.0.0/14", serviceRange: "10.48.0.0/20" },
      }),
      "holdfast:postgres": {
        main: {
          version: "POSTGRES_16",
          maxConnections: 200,
          databases: { app: {} },
          users: { app: {} },
          ...database,
        },
      },
      "holdfast:services": Object.fromEntries(services),
    },
  });
}

let session: Session;

function run(
  command: readonly string[],
  stackFile: string,
  stack = "refused",
): Promise<PulumiResult> {
  return session.pulumi(command, { program, stack, stackFile });
}

beforeAll(async () => {
  session = await openSession({ policyPack: false });
});

afterAll(async () => {
  await session?.close();
});

describe("P7: eight services and one database", () => {
  it("are refused on their own connections, with the sum", async () => {
    const { code, stdout, stderr } = await run(["preview"], eightConsumers("cloud-run", plus));
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("two revisions during a rollout 600 x 2 = 1200");
    expect(stdout + stderr).toContain("1223 of 200 (623 without a rollout)");
  });

  it("are refused with a pool that is one connection too large, with the sum and the one that fits", async () => {
    const pooled = { ...plus, pooling: true, poolSize: 178 };
    const { code, stdout, stderr } = await run(["preview"], eightConsumers("cloud-run", pooled));
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("postgres.main.poolSize");
    expect(stdout + stderr).toContain("201 of 200");
    expect(stdout + stderr).toContain("poolSize 177");
  });

  it("are refused on Cloud Run with the edition that has no pooler, and told what works", async () => {
    const pooled = { ...enterprise, pooling: true };
    const { code, stdout, stderr } = await run(["preview"], eightConsumers("cloud-run", pooled));
    expect(code).not.toBe(0);
    expect((stdout + stderr).replace(/\s+/g, " ")).toContain('Set edition "ENTERPRISE_PLUS"');
  });

  it.each([
    ["cloud-run", plus, "managed: 1 x 50 = 50 connections, for 1200 of 5000 clients", 127],
    ["gke", plus, "managed: 1 x 50 = 50 connections, for 1200 of 5000 clients", 127],
    ["gke", enterprise, "pgbouncer: 2 x 44 = 88 connections, for 1200 of 5000 clients", 1],
  ] as const)(
    "fit on %s with %j and pooling, and their shares are told",
    async (platform, database, pooler, left) => {
      const text = eightConsumers(platform, { ...database, pooling: true });
      const stack = `shop-${platform}-${database.edition === "ENTERPRISE" ? "pgbouncer" : "managed"}`;
      const deployed = await run(["up", "--yes", "--skip-preview"], text, stack);
      expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0);
      const outputs = JSON.parse((await run(["stack", "output", "--json"], text, stack)).stdout);
      const { main }: { main: BudgetReport } = outputs.connectionBudgets;
      expect(main).toMatchObject({ accepts: 200, reserved: 23, other: 0, pooler, left });
      expect(Object.keys(main.services)).toHaveLength(8);
      expect(main.services["service-7"]).toBe(
        "5 x (10 + 5) = 75, 150 during a rollout: 12.5 % of all clients",
      );
      const state = new StackState((await run(["stack", "export"], text, stack)).stdout);
      const settings = state.one(instanceType, "main").inputs?.settings;
      if (database.edition === "ENTERPRISE_PLUS") {
        expect(settings).toMatchObject({
          connectionPoolConfigs: [
            { connectionPoolingEnabled: true, flags: [{ name: "max_pool_size", value: "50" }] },
          ],
        });
      } else {
        expect(settings).not.toHaveProperty("connectionPoolConfigs");
      }
    },
  );
});

describe("P7: PyAirtable", () => {
  const asWritten = textOf(program, portableStack);

  it.each([
    ["Cloud Run", asWritten],
    ["GKE", onGke(asWritten)],
  ])(
    "shows on %s in the preview what each of its eight services takes of the one budget",
    async (_, text) => {
      const { code, stdout, stderr } = await run(["preview"], text, portableStack);
      expect(code, stdout + stderr).toBe(0);
      const [, budgets = ""] = stdout.split("connectionBudgets");
      const lines = [...budgets.matchAll(/ {2,}\+? *([a-z-]+) *: "(\d+ x .*)"/g)].map(
        ([, name]) => name,
      );
      expect(lines).toHaveLength(8);
      expect(budgets).toContain('"4 x (5 + 5) = 40, 80 during a rollout: 25.2 % of all clients"');
      expect(budgets).toContain("managed: 1 x 50 = 50 connections, for 318 of 5000 clients");
    },
  );

  it("is refused for pools that its database cannot carry, with the sum", async () => {
    const text = asWritten.replace("pooling: true", "pooling: true\n      poolSize: 178");
    const { code, stdout, stderr } = await run(["preview"], text, portableStack);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(
      "the managed pooler 1 x (178 + 0) = 178, other clients 0, reserved 23: 201 of 200",
    );
  });

  it("is refused without its pooler, with the sum", async () => {
    const text = asWritten.replace("pooling: true", "pooling: false");
    const { code, stdout, stderr } = await run(["preview"], text, portableStack);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain("341 of 200 (182 without a rollout)");
  });
});
