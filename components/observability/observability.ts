import * as pulumi from "@pulumi/pulumi";
import type { ObservabilityConfiguration, StackConfiguration } from "../../config";
import { mapEntries } from "../map-entries";
import type { SecretReference } from "../secrets/credential";
import { functionNames } from "../verification/verification";
import { AlertPolicies, type AlertPoliciesArgs } from "./alert-policies";
import { alertsOf } from "./alerts";
import { Dashboard, type DashboardArgs } from "./dashboard";
import { logMetrics, logResourcesOf } from "./log-metric";
import { LogMetrics, type LogMetricsArgs } from "./log-metrics";
import { NotificationChannels, type NotificationChannelsArgs } from "./notification-channels";
import { Objectives, type ObjectivesArgs } from "./objectives";
import { requestSeriesByService } from "./request-series";
import { uptimeChecks } from "./uptime-check";
import { UptimeChecks, type UptimeChecksArgs } from "./uptime-checks";

/** The arguments of {@link Observability}. */
export interface ObservabilityArgs {
  /** What is watched: changing it changes alerts and checks in place. */
  readonly configuration: StackConfiguration;
  /** Who is told, and from when on. Changing it is in place. */
  readonly observability: ObservabilityConfiguration;
  /** The declared secrets by name, of which headers of uptime checks hold some. @default none */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: NotificationChannelsArgs["transform"] &
    LogMetricsArgs["transform"] &
    UptimeChecksArgs["transform"] &
    AlertPoliciesArgs["transform"] &
    ObjectivesArgs["transform"] &
    DashboardArgs["transform"];
}

/**
 * Who watches a stack: channels, metrics of its logs, uptime checks of its hosts, objectives of its services,
 * alerts on all of it, and a dashboard.
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
      { metrics: logMetrics(observability, logResourcesOf(configuration)), transform },
      child,
    );
    const checks = new UptimeChecks(
      `${name}-uptime`,
      {
        project,
        stack,
        checks: uptimeChecks(configuration, observability),
        secretValues: mapEntries(args.secrets ?? {}, ({ value }) => value),
        transform,
      },
      child,
    );

    const told = (keys: readonly string[]) => keys.flatMap((key) => names[key] ?? []);
    this.channels = {
      WARNING: told(observability.escalation.warning),
      CRITICAL: told(observability.escalation.critical),
    };
    const alerts = alertsOf(configuration, observability);
    const policies = { stack, project, region, channels: this.channels, transform };
    new AlertPolicies(
      `${name}-alerts`,
      { ...policies, alerts },
      pulumi.mergeOptions(child, { dependsOn: [metrics, checks] }),
    );
    const { created } = new Objectives(
      `${name}-objectives`,
      { ...policies, objectives: declaredObjectives(configuration) },
      child,
    );
    new Dashboard(
      `${name}-dashboard`,
      {
        stack,
        configuration,
        alerts,
        objectives: created,
        monitor: configuration.edge && functionNames.syntheticMonitor,
        transform,
      },
      child,
    );
    this.registerOutputs({});
  }
}

/** What is asked of the services of which something is asked, where something counts their requests. */
function declaredObjectives(configuration: StackConfiguration): ObjectivesArgs["objectives"] {
  const series = requestSeriesByService(configuration);
  return Object.fromEntries(
    Object.entries(configuration.services).flatMap(([name, { objectives: asked }]) => {
      const counted = series.get(name);
      return asked === undefined || counted === undefined ? [] : [[name, { asked, counted }]];
    }),
  );
}
