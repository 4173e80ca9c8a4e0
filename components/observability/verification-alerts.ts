import { parseDuration, type StackConfiguration } from "../../config";
import { functionNames } from "../verification/verification";
import type { Alert } from "./alert";
import { type Condition, found } from "./condition";
import { logSeries } from "./log-metric";

const hour = 3600;

/** Longest time that an alert looks back: https://cloud.google.com/monitoring/promql/promql-in-alerting. */
const longestLook = 25 * hour;

/** Time for which checks must have been silent before somebody is told, beyond the time between two runs. */
const patience = hour / 2;

/** The condition that a function has left no line of a run for two intervals; none where that is too long ago. */
function silent(what: string, functionName: string, between: string): Condition[] {
  const interval = parseDuration(between)?.seconds ?? 0;
  const look = 2 * interval + patience;
  const runs = logSeries("verificationRuns", undefined, [`service_name="${functionName}"`]);
  return look > longestLook
    ? []
    : // The first run of a new stack comes within an interval; until then silence is no news.
      [found(`${what} have not run`, `absent_over_time(${runs}[${look}s])`, 2 * interval)];
}

/**
 * The alerts on the checks that the stack runs itself, where it has hosts that they can ask: that one is red,
 * and that none runs any more, since silence would look like health.
 */
export function verificationAlerts({
  edge,
  verify,
}: Pick<StackConfiguration, "edge" | "verify">): Alert[] {
  if (edge === undefined) {
    return [];
  }
  const { health, goldenPath } = verify.schedules;
  return [
    {
      name: "verification-failed",
      title: "scheduled check failed",
      severity: "WARNING",
      runbook: "verification-failed",
      conditions: [
        found(
          "a check failed in the last half hour",
          `sum by (check) (increase(${logSeries("verificationFailures")}[30m])) > 0`,
          0,
        ),
      ],
    },
    {
      name: "verification-silent",
      title: "checks do not run",
      severity: "WARNING",
      runbook: "verification-failed",
      conditions: [
        ...silent("scheduled checks", functionNames.verification, health),
        ...silent("checks of the synthetic monitor", functionNames.syntheticMonitor, goldenPath),
      ],
    },
  ];
}
