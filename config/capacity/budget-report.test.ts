import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStackFile } from "../parse";
import { goodFile } from "../stack-file.fixture";
import { budgetReports } from "./budget-report";

const service = (max: number, pool: number, overflow = 0) => ({
  scale: { max },
  uses: { db: { pool, overflow } },
});

describe("P7: the budget of a database, to read", () => {
  it("tells each share of what the database accepts, the largest first", () => {
    expect(
      budgetReports({
        postgres: { db: { maxConnections: 500, otherConnections: { analysts: 20 } } },
        services: {
          small: service(1, 1),
          large: service(4, 10, 15),
          other: { uses: { cache: {} } },
        },
      }),
    ).toEqual({
      db: {
        accepts: 500,
        reserved: 53,
        other: 20,
        most: 202,
        left: 225,
        pooler: "none",
        services: {
          large: "4 x (10 + 15) = 100, 200 during a rollout: 40 % of 500",
          small: "1 x (1 + 0) = 1, 2 during a rollout: 0.4 % of 500",
        },
      },
    });
  });

  it("tells the sum of a pooler, and the shares of its clients", () => {
    const [report] = Object.values(
      budgetReports({
        postgres: {
          db: {
            maxConnections: 100,
            edition: "ENTERPRISE_PLUS",
            tier: "db-perf-optimized-N-8",
            pooling: true,
            databases: { app: {} },
            users: { app: {} },
          },
        },
        services: Object.fromEntries(
          Array.from({ length: 8 }, (_, index) => [`s${index}`, service(5, 10, 5)]),
        ),
      }),
    );
    expect(report).toMatchObject({
      most: 86,
      left: 1,
      pooler: "managed: 2 x 43 = 86 connections, for 1200 of 5000 clients",
    });
    expect(Object.values(report?.services ?? {})).toEqual(
      Array.from(
        { length: 8 },
        () => "5 x (10 + 5) = 75, 150 during a rollout: 12.5 % of all clients",
      ),
    );
  });

  it("leaves out databases that no service uses", () => {
    expect(budgetReports({ postgres: { db: { maxConnections: 100 } }, services: {} })).toEqual({});
  });

  it("says the same of the file and of what is made from it", () => {
    const file = goodFile();
    Object.assign(file["holdfast:postgres"]["main-db"], {
      edition: "ENTERPRISE_PLUS",
      tier: "db-perf-optimized-N-2",
      pooling: true,
    });
    const parsed = parseStackFile(file, { stack: "staging" });
    if (!parsed.ok) {
      throw new Error(JSON.stringify(parsed.problems));
    }
    const { postgres, services } = parsed.configuration;
    const [budget] = Object.values(budgetReports({ postgres, services }));
    expect(budget?.pooler).toBe("managed: 1 x 50 = 50 connections, for 200 of 5000 clients");
    expect(postgres["main-db"]?.pooler).toEqual({
      kind: "managed",
      poolSize: 50,
      pools: [{ database: "netra", users: ["netra"] }],
    });
  });

  it("adds up to what is accepted, whatever is asked", () => {
    const arbitraryService = fc.record({
      scale: fc.record({ max: fc.integer({ min: 1, max: 1000 }) }),
      uses: fc.record({
        db: fc.record({ pool: fc.integer({ min: 1, max: 100 }), overflow: fc.nat(100) }),
      }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 14, max: 262_143 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{2,9}$/), arbitraryService, { minKeys: 1 }),
        (maximum, services) => {
          const { db } = budgetReports({ postgres: { db: { maxConnections: maximum } }, services });
          expect((db?.most ?? 0) + (db?.left ?? 0) + (db?.reserved ?? 0) + (db?.other ?? 0)).toBe(
            maximum,
          );
          expect(Object.keys(db?.services ?? {}).sort()).toEqual(Object.keys(services).sort());
        },
      ),
    );
  });
});
