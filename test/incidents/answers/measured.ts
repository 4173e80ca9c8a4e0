import type { Alert } from "../../../components/observability/alert";
import { alertsOf } from "../../../components/observability/alerts";
import type { Condition } from "../../../components/observability/condition";
import { stagingWith } from "./stack-file";

/** A number that is measured for some minutes, where a condition of an alert looks. */
export interface Measurement {
  /** Name of the alert. */
  readonly alert: string;
  /** Title of its condition. */
  readonly condition: string;
  readonly value: number;
  readonly minutes: number;
}

/** What tells somebody of a measurement; empty when nothing does. */
export function alertOn({ alert, condition, value, minutes }: Measurement): string {
  const configuration = stagingWith();
  const { observability } = configuration;
  if (observability === undefined) {
    return "";
  }
  const watching = alertsOf(configuration, observability).find(({ name }) => name === alert);
  const looking = watching?.conditions.find(({ displayName }) => displayName === condition);
  if (watching === undefined || looking === undefined || !opens(looking, value, minutes)) {
    return "";
  }
  const step = watching.severity === "CRITICAL" ? "critical" : "warning";
  return shown(watching, observability.escalation[step]);
}

function shown({ severity, title, runbook }: Alert, channels: readonly string[]): string {
  return `[staging] ${severity}: ${title}\n  To: ${channels.join(", ")}. What to do: docs/runbooks/${runbook}.md`;
}

/** Whether a condition, which Cloud Monitoring evaluates, holds for as long as it must. */
function opens(condition: Condition, value: number, minutes: number): boolean {
  const { exceeds, duration } = limitOf(condition);
  return exceeds(value) && minutes * 60 >= Number.parseInt(duration, 10);
}

function limitOf(condition: Condition) {
  if ("conditionThreshold" in condition) {
    const { comparison, thresholdValue, duration } = condition.conditionThreshold;
    const isGreater = comparison === "COMPARISON_GT";
    return {
      duration,
      exceeds: (value: number) => (isGreater ? value > thresholdValue : value < thresholdValue),
    };
  }
  const { query, duration } = condition.conditionPrometheusQueryLanguage;
  const limit = condition.measured?.value ?? Number(/> ([0-9.]+)$/.exec(query)?.[1]);
  return { duration, exceeds: (value: number) => value > limit };
}
