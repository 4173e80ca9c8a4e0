import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { progressDeadlineSeconds, rolloutSeconds, terminationGracePeriodSeconds } from "./rollout";

const facts = fc.record({
  startupSeconds: fc.integer({ min: 1, max: 240 }),
  checks: fc.boolean(),
  maxReplicas: fc.integer({ min: 1, max: 1000 }),
});

describe("A22: the time of a rollout", () => {
  it("is that of the start, of the checks before it and of finding a place to run", () => {
    const of = (checks: boolean) =>
      progressDeadlineSeconds({ startupSeconds: 60, checks, maxReplicas: 2 });
    expect([of(false), of(true)]).toEqual([310, 370]);
  });

  it("is over for Kubernetes, which knows the reason, before it is for Pulumi", () => {
    fc.assert(
      fc.property(facts, (facts) => {
        expect(rolloutSeconds(facts)).toBeGreaterThan(progressDeadlineSeconds(facts));
      }),
    );
  });

  it("covers every round in which pods are replaced by a quarter of them", () => {
    fc.assert(
      fc.property(facts, (facts) => {
        const surge = Math.ceil(facts.maxReplicas / 4);
        const rounds = Math.ceil(facts.maxReplicas / surge);
        const round = facts.startupSeconds * (facts.checks ? 2 : 1) + 10;
        expect(rolloutSeconds(facts)).toBeGreaterThanOrEqual(rounds * round + 240);
      }),
    );
  });
});

describe("the end of a pod", () => {
  it("waits for the longest request, up to what the platform allows", () => {
    expect([30, 300, 3600].map(terminationGracePeriodSeconds)).toEqual([45, 315, 600]);
  });
});
