import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import type { Alert, Severity } from "./alert";
import { type Condition, sentCondition } from "./condition";
import { runbook } from "./runbook";

/** The arguments of {@link AlertPolicies}. */
export interface AlertPoliciesArgs {
  /** Name of the stack, which stands before what each alert says. Changing it is in place. */
  readonly stack: string;
  /** What runbooks call PROJECT. Changing it is in place. */
  readonly project: string;
  /** What runbooks call REGION. Changing it is in place. */
  readonly region: string;
  /** The alerts. A new name makes a new policy. All else is in place: an open incident stays open. */
  readonly alerts: readonly Alert[];
  /** Full names of the channels that are told, by severity; none may be empty. Changing them is in place. */
  readonly channels: Readonly<Record<Severity, readonly pulumi.Input<string>[]>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every policy. */
    readonly policy?: Transform<gcp.monitoring.AlertPolicyArgs>;
  };
}

/**
 * Alert policies, each with the channels of its severity and the runbook that says what to do.
 *
 * What a policy watches must exist before it: let it depend on the uptime checks and the metrics of logs.
 *
 * Cost: 0.10 USD a month for each condition, and 0.35 USD for each million of points that are read (approximate).
 */
export class AlertPolicies extends pulumi.ComponentResource {
  constructor(name: string, args: AlertPoliciesArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:AlertPolicies", name, {}, options);
    const child = { parent: this, dependsOn: options?.dependsOn };
    for (const alert of args.alerts) {
      new gcp.monitoring.AlertPolicy(
        ...transformed<gcp.monitoring.AlertPolicyArgs>(
          args.transform?.policy,
          `${name}-${alert.name}`,
          policyArgs(alert, args),
          child,
        ),
      );
    }
    this.registerOutputs({});
  }
}

/** The policy of an alert. */
export function policyArgs(
  alert: Alert,
  args: Pick<AlertPoliciesArgs, "stack" | "project" | "region" | "channels">,
): gcp.monitoring.AlertPolicyArgs {
  return {
    displayName: `[${args.stack}] ${alert.title}`,
    severity: alert.severity,
    combiner: alert.combiner ?? "OR",
    conditions: alert.conditions.map(sentCondition),
    notificationChannels: [...args.channels[alert.severity]],
    documentation: {
      subject: `[${args.stack}] ${alert.severity}: ${alert.title}`,
      content: documentationOf(alert, args),
      mimeType: "text/markdown",
    },
    // An incident whose series ended: a deleted revision, or lines that are no longer logged.
    alertStrategy: { autoClose: "3600s" },
  };
}

/** What people read who are told: from when on they are, and the runbook. */
function documentationOf(
  alert: Alert,
  { stack, project, region }: Pick<AlertPoliciesArgs, "stack" | "project" | "region">,
): string {
  const page = runbook(alert.runbook, {
    STACK: stack,
    PROJECT: project,
    REGION: region,
    ...alert.names,
  });
  const lines = alert.conditions.map(
    (condition) => `- ${condition.displayName}${lastingOf(condition)}`,
  );
  const text = [
    `Severity ${alert.severity}, when ${alert.combiner === "AND" ? "all of these are" : "any of these is"} so:`,
    "",
    ...lines,
    "",
    page,
  ].join("\n");
  // Cloud Monitoring would fill in what it takes for a variable of its own.
  return text.replaceAll("${", "$${");
}

function lastingOf(condition: Condition): string {
  const { duration } =
    "conditionThreshold" in condition
      ? condition.conditionThreshold
      : condition.conditionPrometheusQueryLanguage;
  const minutes = Number.parseInt(duration, 10) / 60;
  if (minutes === 0) {
    return "";
  }
  return minutes === 1 ? ", for a minute" : `, for ${minutes} minutes`;
}
