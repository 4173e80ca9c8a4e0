import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitsOf, objectivesOf } from "./objectives";
import { objectives, serviceObjectives } from "./schema/objectives";
import { thresholds } from "./schema/observability-thresholds";

const usual = {
  objectives: objectives.parse({ availability: "98%", rollingPeriod: "7d" }),
  thresholds: thresholds.parse({}),
};
const own = (written: object) => serviceObjectives.parse(written);

describe("the objectives of a service", () => {
  it("are the usual ones where users reach it", () => {
    expect(objectivesOf(usual, undefined, true)).toEqual({
      rollingPeriodDays: 7,
      availability: { fraction: 0.98, text: "98%" },
      latency: usual.objectives.latency,
    });
  });

  it("are none where nobody outside reaches it and it asks for none", () => {
    expect(objectivesOf(usual, undefined, false)).toBeUndefined();
  });

  it("are the usual ones where nobody outside reaches it but it asks for them", () => {
    expect(objectivesOf(usual, own({}), false)).toEqual(objectivesOf(usual, undefined, true));
  });

  it("are its own where it names them, and the usual ones for the rest", () => {
    const { latency, availability } = usual.objectives;
    const result = objectivesOf(usual, own({ latency: { threshold: "2s" } }), true);
    expect(result).toMatchObject({
      availability,
      latency: { threshold: { milliseconds: 2000 }, goal: latency.goal },
    });
    expect(objectivesOf(usual, own({ availability: "99.5%" }), true)).toMatchObject({
      availability: { fraction: 0.995 },
      latency,
    });
  });

  it("are none where nobody is told of anything", () => {
    expect(objectivesOf(undefined, own({}), true)).toBeUndefined();
  });

  it("leave out what the service takes back, and are none without both", () => {
    const without = (...unwatched: string[]) => objectivesOf(usual, own({ unwatched }), true);
    expect(without("latency")).toEqual({
      rollingPeriodDays: 7,
      availability: usual.objectives.availability,
    });
    expect(without("availability")).toEqual({
      rollingPeriodDays: 7,
      latency: usual.objectives.latency,
    });
    expect(without("availability", "latency")).toBeUndefined();
  });

  it("take a time for fast that is as much longer as the mean is, unless they say another", () => {
    const threshold = (written: object) =>
      objectivesOf(usual, own(written), true)?.latency?.threshold.milliseconds;
    expect(threshold({ meanResponse: "2s" })).toBe(2000);
    expect(threshold({ meanResponse: "100ms" })).toBe(100);
    expect(threshold({ meanResponse: "2s", latency: { threshold: "5s" } })).toBe(5000);
  });
});

describe("P6: the limits of a service", () => {
  it("P6: are 5 % of errors and a mean of 500 ms, without a word in the stack file", () => {
    expect(limitsOf(usual, undefined)).toEqual({
      down: true,
      errors: { warning: 0.01, critical: 0.05 },
      meanResponse: 500,
      slowResponse: 2000,
    });
  });

  it("P6: move together where a service names one of a measure", () => {
    expect(limitsOf(usual, own({ meanResponse: "2s", errors: "10%" }))).toEqual({
      down: true,
      errors: { warning: 0.02, critical: 0.1 },
      meanResponse: 2000,
      slowResponse: 8000,
    });
  });

  it("P6: keep the warning below the critical step, and the mean below the percentile", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 10, max: 9900 }),
        (mean, tenthsOfThousand) => {
          const share = `${tenthsOfThousand / 100}%`;
          const parsed = serviceObjectives.safeParse({ meanResponse: `${mean}ms`, errors: share });
          fc.pre(parsed.success);
          const limits = parsed.data === undefined ? undefined : limitsOf(usual, parsed.data);
          expect(limits?.errors?.warning).toBeLessThan(limits?.errors?.critical ?? 0);
          expect(limits?.slowResponse).toBeGreaterThan(limits?.meanResponse ?? Number.NaN);
        },
      ),
    );
  });

  it("P6: are gone where the service takes them back, and where nobody is told", () => {
    expect(limitsOf(usual, own({ unwatched: ["meanResponse", "errors", "down"] }))).toEqual({
      down: false,
    });
    expect(limitsOf(undefined, own({}))).toBeUndefined();
  });
});
