import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connectionBudgets } from "../capacity/connection-budget";
import { addStores, type Change, goodFile, judge, moveToGke } from "../stack-file.fixture";
import { connectionBudget } from "./connection-budget";
import { accepts, refuses } from "./table.fixture";

const all =
  (...changes: Change[]): Change =>
  (file) => {
    for (const change of changes) {
      change(file);
    }
  };
const database =
  (settings: object, name = "main-db"): Change =>
  (file) => {
    Object.assign(file["holdfast:postgres"][name], settings);
  };
/** Cloud SQL with its own pooler: two of them, for eight vCPU. */
const managed = database({
  edition: "ENTERPRISE_PLUS",
  tier: "db-perf-optimized-N-8",
  pooling: true,
});
const pgBouncer = all(moveToGke, database({ pooling: true }));
const backend =
  (max: number, use: object = {}): Change =>
  (file) => {
    file["holdfast:services"].backend.scale.max = max;
    Object.assign(file["holdfast:services"].backend.uses["main-db"], use);
  };
const secondUser: Change = (file) => {
  file["holdfast:postgres"]["main-db"].users.auth = {};
  file["holdfast:services"].backend.uses["main-db"].user = "netra";
  file["holdfast:services"].auth.uses = { "main-db": { pool: 5, user: "auth" } };
};

describe("P7: the connections of a pooler", () => {
  refuses(connectionBudget, [
    {
      name: "a pool of Google's poolers that is one too large, and names the one that fits",
      change: all(managed, database({ poolSize: 224 })),
      at: ["postgres.main-db.poolSize"],
      says: "too few connections: the managed pooler 2 x (224 + 0) = 448, other clients 0, reserved 53: 501 of 500 all pools of the pooler within maxConnections Any one of these makes it fit: poolSize 223; maxConnections 502 (the default of the tier is 800).",
    },
    {
      name: "a pool of PgBouncer that is one too large while its pods are replaced",
      change: all(pgBouncer, database({ poolSize: 112 })),
      at: ["postgres.main-db.poolSize"],
      says: "PgBouncer 2 x (112 + 0) = 224, two revisions during a rollout 224 x 2 = 448, other clients 0, reserved 53: 501 of 500 (277 without a rollout)",
    },
    {
      name: "pools for each pair of database and user",
      change: all(managed, secondUser, database({ poolSize: 112 })),
      at: ["postgres.main-db.poolSize"],
      says: "the managed pooler (112 for each of 2 pairs of database and user) 2 x (224 + 0) = 448",
    },
    {
      name: "a pool for each service that logs in as itself",
      change: all(
        managed,
        secondUser,
        database({ poolSize: 112, authentication: "iam", users: {} }),
      ),
      at: ["postgres.main-db.poolSize"],
      says: "112 for each of 2 pairs",
    },
    {
      name: "what others and the database leave not a connection of, and asks for more",
      change: all(managed, database({ otherConnections: { analysts: 446 } })),
      at: ["postgres.main-db.maxConnections"],
      says: 'other clients "analysts" 446, reserved 53: 501 of 500 all pools',
    },
    {
      name: "more clients than a pooler takes",
      change: all(managed, backend(101)),
      at: ["postgres.main-db.pooling"],
      says: 'more clients than the managed pooler takes: "backend" 101 x (10 + 15) = 2525, two revisions during a rollout 2525 x 2 = 5050, other clients 0, reserved 0: 5050 of 5000 (2525 without a rollout)',
    },
    {
      name: "pools of AlloyDB's pooler",
      change: all(moveToGke, addStores, database({ pooling: true, poolSize: 448 }, "alloy")),
      at: ["postgres.alloy.poolSize"],
      says: "the managed pooler 1 x (448 + 0) = 448",
    },
  ]);

  accepts(connectionBudget, [
    {
      name: "pools that take the last connection",
      change: all(managed, database({ poolSize: 223 })),
    },
    {
      name: "pods of PgBouncer that take the last connection in a rollout",
      change: all(pgBouncer, database({ poolSize: 111 })),
    },
    {
      name: "eight times the clients that the database itself would accept",
      change: all(managed, backend(100)),
    },
    {
      name: "a tier that does not tell the number of poolers, which another rule refuses",
      change: all(managed, database({ tier: "db-f1-micro", poolSize: 9999 })),
    },
    { name: "the same with PgBouncer", change: all(pgBouncer, backend(100)) },
  ]);

  it("is refused on the way past it, with the sum of the services", () => {
    const [problem] = judge(
      connectionBudget,
      all(managed, backend(100), database({ pooling: false })),
    );
    expect(problem?.found).toContain("5053 of 500");
  });

  it("has pools by default that fit, and are no larger than 50", () => {
    const arbitrary = fc.record({
      maximum: fc.integer({ min: 14, max: 2000 }),
      others: fc.integer({ min: 1, max: 500 }),
      cpus: fc.constantFrom(2, 4, 8, 16, 32, 48, 64, 80, 96, 128),
      kind: fc.constantFrom("managed", "pgbouncer"),
      users: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(arbitrary, ({ maximum, others, cpus, kind, users }) => {
        const file = goodFile();
        const names = Array.from({ length: users }, (_, index) => `u${index}`);
        const edition = kind === "managed" ? "ENTERPRISE_PLUS" : "ENTERPRISE";
        const source = {
          postgres: {
            db: {
              ...file["holdfast:postgres"]["main-db"],
              edition,
              tier: `db-perf-optimized-N-${cpus}`,
              pooling: true,
              maxConnections: maximum,
              otherConnections: { others },
              users: Object.fromEntries(names.map((name) => [name, {}])),
            },
          },
          services: Object.fromEntries(
            names.map((user) => [user, { scale: { max: 2 }, uses: { db: { pool: 5, user } } }]),
          ),
        };
        const [budget] = connectionBudgets(source);
        const pooler = budget?.pooler;
        expect(pooler?.pairs).toBe(users);
        expect(pooler?.poolSize).toBeGreaterThanOrEqual(1);
        expect(pooler?.poolSize).toBeLessThanOrEqual(50);
        const fits = (pooler?.largestPoolSize ?? 0) >= 1;
        expect(budget?.sums.fits).toBe(fits);
        if (pooler !== undefined && fits) {
          const with_ = (poolSize: number) => {
            const db = { ...source.postgres.db, poolSize };
            return connectionBudgets({ ...source, postgres: { db } })[0]?.sums.fits;
          };
          expect(with_(pooler.largestPoolSize)).toBe(true);
          expect(with_(pooler.largestPoolSize + 1)).toBe(false);
        }
      }),
    );
  });
});
