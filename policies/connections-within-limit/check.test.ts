import { describe, expect, it } from "vitest";
import { managed, pinned, pooled, postgres } from "../models/connection/program.fixture";
import { messagesAtEnd } from "../testing/judge-resources";
import { type CaseResource, UNKNOWN } from "../testing/policy-case";
import { bouncer, bouncerService, client, timescale } from "./cluster.fixture";
import { connectionsWithinLimit } from "./policy";

/** The messages for a program, as a user reads them. */
const messages = (...resources: readonly CaseResource[]) =>
  messagesAtEnd(connectionsWithinLimit, resources);

describe("N3: connections that a database does not have", () => {
  it.each([
    [pooled({ name: "api" }), pooled({ name: "auth" })],
    [pooled({ name: "auth" }), pooled({ name: "api" })],
  ])("are shown with every summand and what would fit, in one order", async (...services) => {
    expect(await messages(postgres(pinned("300")), ...services)).toEqual([
      'mandatory: gcp.sql.DatabaseInstance "db": settings.databaseFlags[0].value gives 300 connections (of the flag max_connections), fewer than its clients can open: "api" 4 x (10 + 15) = 100, "auth" 4 x (10 + 15) = 100, two revisions during a rollout 200 x 2 = 400, other clients 0, reserved 3: 403 of 300 (203 without a rollout). Any one of these makes it fit: 1 instance at most or overflow 2 for "api"; 1 instance at most or overflow 2 for "auth"; max_connections 403.',
    ]);
  });

  it("say where the number of instances is the platform's, and that of connections the tier's", async () => {
    const [message] = await messages(
      postgres({ tier: "db-f1-micro" }),
      pooled({ scaling: {}, variables: { DB_POOL_SIZE: "5" } }),
    );
    expect(message).toContain(
      'settings.tier gives 25 connections (by default of the tier "db-f1-micro"), fewer than its clients can open: "api" (no maximum, Cloud Run\'s default) 100 x (5 + 0) = 500',
    );
  });

  it("cannot be told of where a number is not known, which is said once", async () => {
    expect(
      await messages(
        postgres(),
        pooled(),
        pooled({ name: "web", scaling: { maxInstanceCount: UNKNOWN } }),
      ),
    ).toEqual([
      'advisory: Not evaluated: gcp.sql.DatabaseInstance "db": settings.tier gives 500 connections, of which Cloud Run service "web" takes an unknown number: its template.scaling.maxInstanceCount is known only after deployment. Give it as a literal.',
    ]);
  });

  it("are found in any order of the resources, and for many services at once", async () => {
    const services = Array.from({ length: 30 }, (_, index) => pooled({ name: `s${index}` }));
    const [message, ...others] = await messages(...services, postgres());
    expect(others).toEqual([]);
    expect(message).toContain("23 more = 2300, two revisions during a rollout 3000 x 2 = 6000");
    expect(message?.length).toBeLessThan(2000);
  });
});

describe("P7: poolers that cannot carry their clients, or their database them", () => {
  const viaBouncer = (pool: string) => ({
    env: [
      { name: "DB_HOST", value: "pgbouncer" },
      { name: "DB_POOL_SIZE", value: pool },
    ],
  });
  const small = bouncer({
    DB_HOST: "postgresql-timescale",
    MAX_CLIENT_CONN: "100",
    DEFAULT_POOL_SIZE: "20",
  });
  const api = client("api", { replicas: 9 }, viaBouncer("20"));

  it.each([
    [...timescale(), small, bouncerService, api],
    [api, bouncerService, small, ...timescale()],
  ])("are told apart in any order: clients from connections", async (...resources) => {
    expect(await messages(...resources)).toEqual([
      'mandatory: Deployment "pgbouncer": spec.template.spec.containers[0].env[1].value gives 200 connections (of max_client_conn, 100 in each of 2 pods), fewer than its clients can open: "api" (9 + 3 during a rollout) x (20 + 0) = 240, other clients 0, reserved 0: 240 of 200 (180 without a rollout). Any one of these makes it fit: 8 instances at most or pool 16 for "api"; max_client_conn 120.',
    ]);
  });

  it("are counted at the database with one pool at least", async () => {
    const large = bouncer({
      DB_HOST: "postgresql-timescale",
      MAX_CLIENT_CONN: "1000",
      DEFAULT_POOL_SIZE: "40",
    });
    const [message, ...others] = await messages(...timescale(), large, bouncerService, api);
    expect(others).toEqual([]);
    expect(message).toContain(
      '"pgbouncer" (one pool of a pair of database and user) (2 + 1 during a rollout) x (40 + 0) = 120, other clients 0, reserved 3: 123 of 100',
    );
  });

  it("share the database with clients that connect past them", async () => {
    const direct = client(
      "batch",
      { replicas: 1 },
      {
        env: [
          { name: "DB_HOST", value: "postgresql-timescale" },
          { name: "DB_POOL_SIZE", value: "20" },
        ],
      },
    );
    const fits = bouncer({
      DB_HOST: "postgresql-timescale",
      MAX_CLIENT_CONN: "1000",
      DEFAULT_POOL_SIZE: "20",
    });
    const [message] = await messages(...timescale(), fits, bouncerService, direct);
    expect(message).toContain('"batch" (1 + 1 during a rollout) x (20 + 0) = 40');
    expect(message).toContain("103 of 100");
  });

  it("say what speaks against them where Google's has pools that are too large", async () => {
    const flags = [{ name: "max_pool_size", value: "400" }];
    expect(
      await messages(managed("db", flags), pooled({ scaling: { maxInstanceCount: 20 } })),
    ).toEqual([
      'mandatory: gcp.sql.DatabaseInstance "db": settings.connectionPoolConfigs[0] puts a pooler before the database that can open more connections than it accepts: its pools for one pair of database and user 2 x (400 + 0) = 800, other clients 0, reserved 3: 803 of 800. Set max_pool_size to 398 or less, divided by the number of such pairs.',
    ]);
  });

  it.each(["max_pool_size", "max_client_connections"])(
    "are not evaluated where %s of Google's cannot be read",
    async (name) => {
      const [message, ...others] = await messages(
        managed("db", [{ name, value: UNKNOWN }]),
        pooled({ scaling: { maxInstanceCount: 20 } }),
      );
      expect(others).toEqual([]);
      expect(message).toMatch(/^advisory: .* whose numbers are not known\. Without it: /);
    },
  );

  it("are not evaluated where nothing tells the number of their pools, with both sums", async () => {
    const [message, ...others] = await messages(
      managed("db"),
      pooled({ scaling: { maxInstanceCount: 20 } }),
    );
    expect(others).toEqual([]);
    expect(message).toMatch(/^advisory: Not evaluated: /);
    expect(message).toContain("2 x (50 + 0) = 100, other clients 0, reserved 3: 103 of 800");
    expect(message).toContain("1003 of 800");
  });
});
