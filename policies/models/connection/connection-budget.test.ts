import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arithmetic } from "./arithmetic";
import {
  type ConnectionBudget,
  type ConnectionDemand,
  fittingChanges,
  leastMaximum,
  sumConnections,
} from "./connection-budget";
import { usualReserve } from "./connection-limit";

function service(label: string, instances: number, pool: number, overflow = 0): ConnectionDemand {
  return { label, instances, pool, overflow, rollsOut: true };
}

function budget(
  demands: readonly ConnectionDemand[],
  maximum: number,
  more: Partial<ConnectionBudget> = {},
): ConnectionBudget {
  return { demands, others: [], reserve: usualReserve, maximum, ...more };
}

const demand: fc.Arbitrary<ConnectionDemand> = fc.record(
  {
    label: fc.constantFrom("a", "b", "c"),
    instances: fc.integer({ min: 1, max: 50 }),
    leastInstances: fc.integer({ min: 0, max: 3 }),
    pool: fc.integer({ min: 1, max: 30 }),
    overflow: fc.integer({ min: 0, max: 30 }),
    rollsOut: fc.boolean(),
    inRollout: fc.constantFrom(
      (instances: number) => instances + 1,
      (instances: number) => instances + Math.ceil(instances / 4),
    ),
  },
  { requiredKeys: ["label", "instances", "leastInstances", "pool", "overflow", "rollsOut"] },
);
const other = fc.record({ label: fc.constant("x"), connections: fc.integer({ min: 1, max: 50 }) });
const anyBudget: fc.Arbitrary<ConnectionBudget> = fc
  .record({
    demands: fc.array(demand, { minLength: 1, maxLength: 5 }),
    others: fc.array(other, { maxLength: 3 }),
    maximum: fc.integer({ min: 14, max: 8000 }),
    reserved: fc.option(fc.integer({ min: 3, max: 200 })),
  })
  .map(({ reserved, ...rest }) => ({
    ...rest,
    reserve: reserved === null ? usualReserve : () => reserved,
  }));

/** A budget in which one number of one consumer is another. */
function changed(
  whole: ConnectionBudget,
  index: number,
  key: "instances" | "pool" | "overflow",
  value: number,
): ConnectionBudget {
  const demands = whole.demands.map((each, at) =>
    at === index ? { ...each, [key]: value } : each,
  );
  return { ...whole, demands };
}

describe("N3: the connections to a database", () => {
  it("are instances x (pool + overflow) of each service, twice in a rollout, with all that is beside", () => {
    const whole = budget([service("api", 4, 10, 15), service("auth", 2, 5)], 500, {
      others: [{ label: "migrations", connections: 7 }],
    });
    expect(sumConnections(whole)).toEqual({
      steady: 110,
      rollout: 220,
      others: 7,
      reserved: 53,
      needed: 280,
      fits: true,
    });
  });

  it("are those of a job once, since an update does not start it twice", () => {
    const job = { ...service("migrate", 3, 5), rollsOut: false };
    expect(sumConnections(budget([job], 100))).toMatchObject({ steady: 15, rollout: 15 });
  });

  it("fit to the last one and no further", () => {
    const at = (maximum: number) => budget([service("api", 1, 10)], maximum, { reserve: () => 3 });
    expect(sumConnections(at(23)).fits).toBe(true);
    expect(sumConnections(at(22)).fits).toBe(false);
  });

  it("fit exactly when all summands are no more than the maximum, in any order of services", () => {
    fc.assert(
      fc.property(anyBudget, (whole) => {
        const { steady, rollout, others, reserved, needed, fits } = sumConnections(whole);
        expect(needed).toBe(rollout + others + reserved);
        expect(fits).toBe(needed <= whole.maximum);
        expect(rollout).toBeGreaterThanOrEqual(steady);
        const turned = { ...whole, demands: [...whole.demands].reverse() };
        expect(sumConnections(turned)).toEqual(sumConnections(whole));
      }),
    );
  });

  it("grow in proportion to the instances of a service", () => {
    fc.assert(
      fc.property(demand, fc.integer({ min: 1, max: 9 }), ({ inRollout: _, ...one }, times) => {
        const many = { ...one, instances: one.instances * times };
        expect(sumConnections(budget([many], 100)).rollout).toBe(
          sumConnections(budget([one], 100)).rollout * times,
        );
      }),
    );
  });
});

it("N3: pods beyond those that are wanted count while an update replaces them", () => {
  const api = { ...service('"api"', 4, 10, 5), inRollout: (pods: number) => pods + 1 };
  const whole = budget([api], 70, { reserve: () => 3 });
  expect(arithmetic(whole)).toBe(
    '"api" (4 + 1 during a rollout) x (10 + 5) = 75, other clients 0, reserved 3: 78 of 70 (63 without a rollout)',
  );
  expect(fittingChanges(whole)).toEqual([{ label: '"api"', instances: 3, pool: 8, overflow: 3 }]);
});

describe("N3: a single change that makes connections fit", () => {
  it("does so, and the next greater value does not", () => {
    fc.assert(
      fc.property(anyBudget, (whole) => {
        for (const [index, change] of fittingChanges(whole).entries()) {
          for (const key of ["instances", "pool", "overflow"] as const) {
            const value = change[key];
            if (value !== undefined) {
              expect(sumConnections(changed(whole, index, key, value)).fits).toBe(true);
              expect(sumConnections(changed(whole, index, key, value + 1)).fits).toBe(false);
            }
          }
        }
      }),
    );
  });

  it("is left out only where even the least value does not fit", () => {
    fc.assert(
      fc.property(anyBudget, (whole) => {
        for (const [index, change] of fittingChanges(whole).entries()) {
          const leastInstances = Math.max(1, whole.demands[index]?.leastInstances ?? 1);
          const least = { instances: leastInstances, pool: 1, overflow: 0 };
          for (const key of ["instances", "pool", "overflow"] as const) {
            const { fits } = sumConnections(changed(whole, index, key, least[key]));
            expect(change[key] !== undefined).toBe(fits);
          }
        }
      }),
    );
  });

  it("is no number of instances below those that always run", () => {
    const always = { ...service("api", 4, 10), leastInstances: 3 };
    const whole = budget([always], 45, { reserve: () => 3 });
    expect(fittingChanges(whole)).toEqual([
      { label: "api", instances: undefined, pool: 5, overflow: undefined },
    ]);
    const fewer = { ...always, leastInstances: 2 };
    expect(fittingChanges({ ...whole, demands: [fewer] })[0]?.instances).toBe(2);
  });

  it("can be the maximum: the least that fits, and one less does not", () => {
    fc.assert(
      fc.property(anyBudget, (whole) => {
        const least = leastMaximum(whole);
        expect(sumConnections({ ...whole, maximum: least }).fits).toBe(true);
        expect(sumConnections({ ...whole, maximum: least - 1 }).fits).toBe(false);
      }),
    );
  });
});

describe("the arithmetic of a budget", () => {
  it("shows every summand", () => {
    const job = { ...service("migrate", 1, 5), rollsOut: false };
    const others = [
      { label: '"analysts"', connections: 10 },
      { label: '"replica"', connections: 2 },
    ];
    const whole = budget([service('"api"', 4, 10, 15), service('"auth"', 4, 10, 15), job], 500, {
      others,
    });
    expect(arithmetic(whole)).toBe(
      '"api" 4 x (10 + 15) = 100, "auth" 4 x (10 + 15) = 100, two revisions during a rollout 200 x 2 = 400, migrate 1 x (5 + 0) = 5, other clients "analysts" 10 + "replica" 2, reserved 53: 470 of 500 (270 without a rollout)',
    );
  });

  it("shows the largest of many services, and the rest in one sum", () => {
    const many = Array.from({ length: 20 }, (_, index) => service(`s${index}`, 1, index + 1));
    const text = arithmetic(budget(many, 100));
    expect(text).toContain("s19 1 x (20 + 0) = 20, s18 1 x (19 + 0) = 19");
    expect(text).toContain("13 more = 91, two revisions during a rollout 210 x 2 = 420");
  });

  it("says nothing of rollouts where there is no service", () => {
    const job = { ...service("migrate", 1, 5), rollsOut: false };
    expect(arithmetic(budget([job], 100))).toBe(
      "migrate 1 x (5 + 0) = 5, other clients 0, reserved 13: 18 of 100",
    );
  });
});
