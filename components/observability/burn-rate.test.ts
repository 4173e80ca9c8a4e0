import { describe, expect, it } from "vitest";
import { objectives } from "../../config/schema/objectives";
import { burnRateAlert, burnRates } from "./burn-rate";

const name = "projects/1234567890/services/backend/serviceLevelObjectives/availability";

describe("the alerts on the error budget", () => {
  it("ask for both times of each rate, and reach who must act on it", () => {
    const alerts = burnRates.map((rate) =>
      burnRateAlert("backend", { id: "availability", title: "99% succeed" }, rate, name),
    );
    expect(
      alerts.map(({ severity, combiner, runbook, conditions }) => ({
        severity,
        combiner,
        runbook,
        conditions: conditions.map(
          (condition) => "conditionThreshold" in condition && condition.conditionThreshold,
        ),
      })),
    ).toMatchObject([
      {
        severity: "CRITICAL",
        combiner: "AND",
        runbook: "slo-burn",
        conditions: [
          { filter: `select_slo_burn_rate("${name}", "3600s")`, thresholdValue: 14.4 },
          { filter: `select_slo_burn_rate("${name}", "300s")`, thresholdValue: 14.4 },
        ],
      },
      {
        severity: "WARNING",
        combiner: "AND",
        runbook: "slo-burn",
        conditions: [
          { filter: `select_slo_burn_rate("${name}", "21600s")`, thresholdValue: 6 },
          { filter: `select_slo_burn_rate("${name}", "1800s")`, thresholdValue: 6 },
        ],
      },
    ]);
  });

  it("have names of their own", () => {
    const names = burnRates.flatMap((rate) =>
      (["availability", "latency"] as const).map(
        (id) => burnRateAlert("backend", { id, title: "" }, rate, name).name,
      ),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("can come for every goal that the stack file allows", () => {
    const isAllowed = (availability: string) => objectives.safeParse({ availability }).success;
    const goals = Array.from({ length: 9999 }, (_, index) => (index + 1) / 100);
    const least = Math.min(...goals.filter((percent) => isAllowed(`${percent}%`)));
    expect(least).toBe(95);
    for (const { rate } of burnRates) {
      // All requests fail: the budget is used up as fast as it ever can be.
      expect(100 / (100 - least)).toBeGreaterThan(rate);
    }
  });

  it("end soon after their cause", () => {
    for (const { long, short } of burnRates) {
      expect(short).toBe(long / 12);
    }
  });
});
