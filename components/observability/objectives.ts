import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceObjectives } from "../../config";
import { type Transform, transformed } from "../transform";
import { type AlertPoliciesArgs, policyArgs } from "./alert-policies";
import { burnRateAlert, burnRates } from "./burn-rate";
import { sentCondition } from "./condition";
import type { RequestSeries } from "./request-series";
import { type ServiceLevelObjective, slosOf } from "./slo";

/** The arguments of {@link Objectives}. */
export interface ObjectivesArgs
  extends Pick<AlertPoliciesArgs, "stack" | "project" | "region" | "channels"> {
  /**
   * What is asked of which service, by the service's name, and what counts its requests. A new one makes its
   * objectives, which judge what the service did before, too. A removed one deletes them.
   */
  readonly objectives: Readonly<
    Record<string, { readonly asked: ServiceObjectives; readonly counted: RequestSeries }>
  >;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every service of Cloud Monitoring. */
    readonly service?: Transform<gcp.monitoring.CustomServiceArgs>;
    /** Changes to every objective. */
    readonly slo?: Transform<gcp.monitoring.SloArgs>;
    /** Changes to every alert policy. */
    readonly policy?: Transform<gcp.monitoring.AlertPolicyArgs>;
  };
}

/** An objective as it is in Cloud Monitoring. */
export interface CreatedObjective {
  /** What it asks of which service. */
  readonly title: string;
  /** Its full name, `projects/<number>/services/<service>/serviceLevelObjectives/<id>`. */
  readonly name: pulumi.Output<string>;
}

/**
 * Service level objectives of services, each with an alert on a fast and on a slow use of its error budget.
 *
 * Cost: none for the objectives, 0.40 USD a month for the alerts of each (approximate).
 */
export class Objectives extends pulumi.ComponentResource {
  /** The objectives. */
  readonly created: readonly CreatedObjective[];

  constructor(name: string, args: ObjectivesArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:Objectives", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    this.created = Object.entries(args.objectives).flatMap(([service, { asked, counted }]) => {
      const { serviceId } = new gcp.monitoring.CustomService(
        ...transformed<gcp.monitoring.CustomServiceArgs>(
          args.transform?.service,
          `${name}-${service}`,
          { serviceId: service, displayName: service },
          child,
        ),
      );
      return slosOf(counted, asked).map((objective) => {
        const slo = createSlo(
          `${name}-${service}-${objective.id}`,
          serviceId,
          objective,
          args,
          child,
        );
        createAlerts(name, service, objective, slo, args, child);
        return { title: `${service}: ${objective.title}`, name: slo.name };
      });
    });
    this.registerOutputs({});
  }
}

function createSlo(
  name: string,
  service: pulumi.Output<string>,
  { id, title, goal, rollingPeriodDays, requestBasedSli }: ServiceLevelObjective,
  { transform }: ObjectivesArgs,
  child: pulumi.CustomResourceOptions,
): gcp.monitoring.Slo {
  return new gcp.monitoring.Slo(
    ...transformed<gcp.monitoring.SloArgs>(
      transform?.slo,
      name,
      { service, sloId: id, displayName: title, goal, rollingPeriodDays, requestBasedSli },
      child,
    ),
  );
}

function createAlerts(
  name: string,
  service: string,
  objective: ServiceLevelObjective,
  slo: gcp.monitoring.Slo,
  args: ObjectivesArgs,
  child: pulumi.CustomResourceOptions,
): void {
  for (const rate of burnRates) {
    const alertOn = (sloName: string) => burnRateAlert(service, objective, rate, sloName);
    const alert = alertOn(objective.id);
    new gcp.monitoring.AlertPolicy(
      ...transformed<gcp.monitoring.AlertPolicyArgs>(
        args.transform?.policy,
        `${name}-${service}-${objective.id}-${rate.speed}`,
        {
          ...policyArgs(alert, args),
          // The name that the objective got, so that the objective is there before its alert.
          conditions: slo.name.apply((sloName) => alertOn(sloName).conditions.map(sentCondition)),
        },
        child,
      ),
    );
  }
}
