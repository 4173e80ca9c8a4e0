import type { Condition } from "./condition";

/** How urgent an alert is: WARNING wants a look today, CRITICAL somebody now. */
export type Severity = "WARNING" | "CRITICAL";

/** An alert: what is wrong, from when on, and what to do. */
export interface Alert {
  /** Name among the alerts of the stack, in kebab-case. Alert policies are named after it. */
  readonly name: string;
  /** What the alert says in one line, without the stack, such as `connector above 70 %`. */
  readonly title: string;
  readonly severity: Severity;
  /** File in docs/runbooks, without its ending. */
  readonly runbook: string;
  /** At least one. */
  readonly conditions: readonly Condition[];
  /** Whether any of the conditions opens an incident (`OR`) or only all together. @default "OR" */
  readonly combiner?: "OR" | "AND";
  /** What stands in the runbook in capitals, such as `CONNECTOR`, and is known of this alert. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Most conditions of one policy: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies */
const mostConditions = 6;

/**
 * Alerts that each fit into one policy: one with more conditions than a policy may have becomes several, of
 * which the later ones have a number. An alert without conditions has nothing to watch, and is left out.
 */
export function inPolicies(alerts: readonly Alert[]): Alert[] {
  return alerts.flatMap((alert) => {
    const parts: Alert[] = [];
    for (let start = 0; start < alert.conditions.length; start += mostConditions) {
      const number = parts.length + 1;
      const conditions = alert.conditions.slice(start, start + mostConditions);
      parts.push(
        number === 1
          ? { ...alert, conditions }
          : {
              ...alert,
              name: `${alert.name}-${number}`,
              title: `${alert.title} (${number})`,
              conditions,
            },
      );
    }
    return parts;
  });
}
