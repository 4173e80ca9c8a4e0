import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";
import { dashboardJson } from "./dashboard-json";
import type { DashboardFacts } from "./dashboard-sections";
import type { CreatedObjective } from "./objectives";
import { overviewJson } from "./overview-json";

/** The arguments of {@link Dashboard}. */
export interface DashboardArgs extends Omit<DashboardFacts, "slos"> {
  /** Name of the stack, which stands in the title. Changing it is in place. */
  readonly stack: string;
  /** Objectives whose use of the error budget is shown. Changing them is in place. */
  readonly objectives: readonly CreatedObjective[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to both dashboards. */
    readonly dashboard?: Transform<gcp.monitoring.DashboardArgs>;
  };
}

/**
 * The dashboards of a stack. One is of capacity and health: what users see, how services start, databases, the way into
 * the network, caches, with a line across each chart where an alert begins. The other one is the overview of all services.
 *
 * Cost: none.
 */
export class Dashboard extends pulumi.ComponentResource {
  constructor(name: string, args: DashboardArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:observability:Dashboard", name, {}, options);
    const { stack, objectives, transform, ...facts } = args;
    const slos = pulumi.all(
      objectives.map((slo) => slo.name.apply((full) => ({ title: slo.title, name: full }))),
    );
    new gcp.monitoring.Dashboard(
      ...transformed<gcp.monitoring.DashboardArgs>(
        transform?.dashboard,
        name,
        { dashboardJson: slos.apply((known) => dashboardJson(stack, { ...facts, slos: known })) },
        { parent: this, dependsOn: options?.dependsOn },
      ),
    );
    const { configuration } = facts;
    new gcp.monitoring.Dashboard(
      ...transformed<gcp.monitoring.DashboardArgs>(
        transform?.dashboard,
        `${name}-services`,
        {
          dashboardJson: slos.apply((known) => overviewJson(stack, { configuration, slos: known })),
        },
        { parent: this, dependsOn: options?.dependsOn },
      ),
    );
    this.registerOutputs({});
  }
}
