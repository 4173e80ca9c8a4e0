import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rolloutDemand, steadyDemand } from "./connection-budget";
import { cpusOf, managedPoolers, poolerDemand } from "./pooler";

describe("P7: the poolers of a database", () => {
  it.each([
    ["db-perf-optimized-N-2", 2, 1],
    ["db-perf-optimized-N-4", 4, 1],
    ["db-perf-optimized-N-8", 8, 2],
    ["db-perf-optimized-N-16", 16, 4],
    ["db-custom-8-30720", 8, 2],
    ["n2-highmem-96", 96, 24],
    ["c4a-highmem-1", 1, 1],
    ["c4a-highmem-16-lssd", 16, 4],
  ])("are told by the machine type %s: %d vCPU, %d", (machine, cpus, poolers) => {
    expect(cpusOf(machine)).toBe(cpus);
    expect(managedPoolers(cpus)).toBe(poolers);
  });

  it.each(["db-f1-micro", "", "db-custom-many"])("are not told by %j", (machine) => {
    expect(cpusOf(machine)).toBeUndefined();
  });

  it("open their pools for each pair, and twice as many where former ones live on", () => {
    const number = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(number, number, number, fc.boolean(), (count, pairs, poolSize, rollsOut) => {
        const demand = poolerDemand({ label: "PgBouncer", count, pairs, poolSize, rollsOut });
        expect(steadyDemand(demand)).toBe(count * pairs * poolSize);
        expect(rolloutDemand(demand)).toBe(count * pairs * poolSize * (rollsOut ? 2 : 1));
      }),
    );
  });

  it("say how many pairs there are where there are several", () => {
    const poolers = { label: "PgBouncer", count: 2, poolSize: 5, rollsOut: true };
    expect(poolerDemand({ ...poolers, pairs: 1 }).label).toBe("PgBouncer");
    expect(poolerDemand({ ...poolers, pairs: 3 }).label).toBe(
      "PgBouncer (5 for each of 3 pairs of database and user)",
    );
  });
});
