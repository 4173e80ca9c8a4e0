import type { Alert, Severity } from "./alert";
import type { ServiceLevelObjective } from "./slo";

/** From which rate on the error budget is used up too fast, seen over a long and a short time. */
export interface BurnRate {
  readonly speed: "fast" | "slow";
  /** How many times faster than the budget lasts. */
  readonly rate: number;
  /** The long time in seconds: that it is no blip. */
  readonly long: number;
  /** The short time in seconds: that it goes on, so that the alert ends soon after its cause. */
  readonly short: number;
  readonly severity: Severity;
}

/**
 * The two rates at which somebody is told: 2 % of the budget of 30 days in one hour, and 5 % in six hours
 * (https://sre.google/workbook/alerting-on-slos/, "Multiwindow, Multi-Burn-Rate Alerts").
 */
export const burnRates: readonly BurnRate[] = [
  { speed: "fast", rate: 14.4, long: 3600, short: 300, severity: "CRITICAL" },
  { speed: "slow", rate: 6, long: 21_600, short: 1800, severity: "WARNING" },
];

/** The filter for how fast the error budget of an objective was used up in the last `seconds`. */
export function burnRateFilter(slo: string, seconds: number): string {
  return `select_slo_burn_rate("${slo}", "${seconds}s")`;
}

/**
 * The alert that the error budget of an objective is used up too fast. `slo` is the objective's full name in
 * Cloud Monitoring.
 */
export function burnRateAlert(
  service: string,
  { id, title }: Pick<ServiceLevelObjective, "id" | "title">,
  { speed, rate, long, short, severity }: BurnRate,
  slo: string,
): Alert {
  return {
    name: `slo-${service}-${id}-${speed}`,
    title: `${service}: ${speed} burn of "${title}"`,
    severity,
    runbook: "slo-burn",
    names: { SERVICE: service },
    combiner: "AND",
    conditions: [long, short].map((seconds) => ({
      displayName: `burn rate above ${rate} over ${seconds / 60} minutes`,
      conditionThreshold: {
        filter: burnRateFilter(slo, seconds),
        // None on an objective: https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/create-policy-api
        aggregations: [],
        comparison: "COMPARISON_GT",
        thresholdValue: rate,
        duration: "0s",
      },
    })),
  };
}
