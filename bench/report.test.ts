import { describe, expect, it } from "vitest";
import type { PlanMeasure, Variant } from "./plans";
import { reportOf } from "./report";
import { additionOf, floorOf, growthOf } from "./targets";

function plan(services: number, variant: Variant, seconds: number, mebibytes = 200): PlanMeasure {
  const command = {
    none: "",
    two: "node bench/programs/two-policies/index.js",
    pack: "node policies/bin/index.js",
  };
  const pack = { command: command[variant], cpuSeconds: seconds / 2, peakMebibytes: mebibytes };
  const engine = { command: "pulumi preview", cpuSeconds: seconds, peakMebibytes: 900 };
  return {
    kind: "cloud-run",
    services,
    variant,
    resources: services * 3,
    seconds,
    usage: { processes: variant === "none" ? [engine] : [engine, pack] },
  };
}

const plans = [
  plan(100, "none", 5),
  plan(100, "two", 5.5),
  plan(100, "pack", 6),
  plan(1000, "none", 40),
  plan(1000, "two", 44),
  plan(1000, "pack", 48, 300),
];
const lookups = {
  references: 1000,
  latency: 20,
  concurrency: 8,
  ours: 3,
  craneInParallel: 12,
  craneInALoop: 90,
};
const results = {
  plans: { plans, engine: "v3.256.0" },
  lookups,
  machine: { cores: 4, gibibytes: 16, system: "linux 6.1", node: "v20.19.0" },
  date: "2026-11-30",
};

describe("what was measured", () => {
  it("adds what a plan takes more than without policies", () => {
    expect(additionOf(plans, { kind: "cloud-run", services: 1000 }, "pack")).toEqual({
      seconds: 8,
      part: 0.2,
      cpuSeconds: 32,
    });
  });

  it("says nothing of a plan that was not made", () => {
    expect(additionOf(plans, { kind: "kubernetes", services: 1000 }, "pack")).toBeUndefined();
    expect(
      additionOf(plans.slice(1), { kind: "cloud-run", services: 100 }, "pack"),
    ).toBeUndefined();
  });

  it("says nothing of processor time where no process could be seen", () => {
    const unseen = plans.map((each) => ({ ...each, usage: { processes: [] } }));
    const added = additionOf(unseen, { kind: "cloud-run", services: 1000 }, "pack");
    expect(added?.cpuSeconds).toBeUndefined();
    expect(reportOf({ ...results, plans: { plans: unseen, engine: "v3" } })).toContain(
      "not measured",
    );
  });

  it("grows by what is added, not by what is planned", () => {
    expect(growthOf(plans, "cloud-run", 100, 1000)).toBe(8);
    expect(
      growthOf(
        [...plans.slice(0, 2), plan(100, "pack", 5), ...plans.slice(3)],
        "cloud-run",
        100,
        1000,
      ),
    ).toBeUndefined();
  });

  it.each([
    [1000, 8, 20, 2.5],
    [1001, 8, 20, 2.52],
    [1, 8, 20, 0.02],
  ])(
    "has a floor for %i references, %i at once, behind %i ms: %d s",
    (references, concurrency, latency, floor) => {
      expect(floorOf({ references, concurrency, latency })).toBeCloseTo(floor);
    },
  );
});

describe("the report", () => {
  it("says of each target whether it was reached", () => {
    const text = reportOf(results);
    expect(text).toContain(
      "| cloud-run: the pack adds to the plan of 1,000 services | 20 % | 25 % | yes |",
    );
    expect(text).toContain(
      "| cloud-run: growth of what it adds from 100 to 1,000 | 8.00 × | 11.00 × | yes |",
    );
    expect(text).toContain(
      "| cloud-run: memory of the pack at 1,000 services | 300 MiB | 512 MiB | yes |",
    );
    expect(text).toContain("| lookups, beside their floor | 1.20 × | 1.30 × | yes |");
  });

  it("does not pass over a target that was missed", () => {
    const slow = [...plans.slice(0, 5), plan(1000, "pack", 60, 600)];
    const text = reportOf({
      ...results,
      plans: { plans: slow, engine: "v3" },
      lookups: { ...lookups, ours: 4 },
    });
    expect(text.match(/\*\*no\*\*/g)).toHaveLength(4);
  });

  it("shows the floor of the protocol beside the pack", () => {
    expect(reportOf(results)).toContain(
      "| cloud-run | 1000 | 3000 | 40.0 s | + 4.0 s (10 %) | + 8.0 s (20 %) |",
    );
  });

  it("is written as the linter of documents wants it: one line break at the end", () => {
    expect(reportOf(results)).toMatch(/[^\n]\n$/);
  });
});
