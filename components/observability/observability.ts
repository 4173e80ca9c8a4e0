import * as pulumi from "@pulumi/pulumi";
import type { ObservabilityConfiguration, StackConfiguration } from "../../config";
import { AlertPolicies, type AlertPoliciesArgs } from "./alert-policies";
import { alertsOf } from "./alerts";
import { logMetrics } from "./log-metric";
import { LogMetrics, type LogMetricsArgs } from "./log-metrics";
import { NotificationChannels, type NotificationChannelsArgs } from "./notification-channels";
import { uptimeChecks } from "./uptime-check";
import { UptimeChecks, type UptimeChecksArgs } from "./uptime-checks";

/** The arguments of {@link Observability}. */
export interface ObservabilityArgs {
  /** What is watched: changing it changes alerts and checks in place. */
  readonly configuration: StackConfiguration;
  /** Who is told, and from when on. Changing it is in place. */
  readonly observability: ObservabilityConfiguration;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: NotificationChannelsArgs["transform"] &
    LogMetricsArgs["transform"] &
    UptimeChecksArgs["transform"] &
    AlertPoliciesArgs["transform"];
}

/**
 * Who watches a stack: channels, metrics of its logs, uptime checks of its hosts, and alerts on all of it.
 *
 * Cost: about 5 USD a month for a stack of a few services (approximate).
 */
export class Observability extends pulumi.ComponentResource {
  /** Full names of the channels that are told of alerts, by severity. */
  readonly channels: AlertPoliciesArgs["channels"];

  constructor(name: string, args: ObservabilityArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:Observability", name, {}, options);
    const { configuration, observability, transform } = args;
    const { stack, project, region } = configuration;
    const child: pulumi.ComponentResourceOptions = {
      parent: this,
      dependsOn: options?.dependsOn,
    };

    const { names } = new NotificationChannels(
      `${name}-channels`,
      {
        stack,
        channels: observability.channels,
        secretValues: Object.fromEntries(
          Object.entries(configuration.secrets).map(([key, { value }]) => [key, value]),
        ),
        transform,
      },
      child,
    );
    const metrics = new LogMetrics(
      `${name}-logs`,
      { metrics: logMetrics(observability), transform },
      child,
    );
    const checks = new UptimeChecks(
      `${name}-uptime`,
      { project, stack, checks: uptimeChecks(configuration, observability), transform },
      child,
    );

    const told = (keys: readonly string[]) => keys.flatMap((key) => names[key] ?? []);
    this.channels = {
      WARNING: told(observability.escalation.warning),
      CRITICAL: told(observability.escalation.critical),
    };
    new AlertPolicies(
      `${name}-alerts`,
      {
        stack,
        project,
        region,
        alerts: alertsOf(configuration, observability),
        channels: this.channels,
        transform,
      },
      pulumi.mergeOptions(child, { dependsOn: [metrics, checks] }),
    );
    this.registerOutputs({});
  }
}
