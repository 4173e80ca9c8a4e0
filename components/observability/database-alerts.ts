import { type ObservabilityConfiguration, ofType, type StackConfiguration } from "../../config";
import type { Alert, Severity } from "./alert";
import { above, inFilters, isOneOf, series } from "./condition";

const label = "database_id";
const mean = { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" } as const;

/** What Cloud Monitoring calls a Cloud SQL instance. */
function databaseId(project: string, instance: string): string {
  return `${project}:${instance}`;
}

/** The alerts on what Cloud SQL says of its instances. */
export function databaseAlerts(
  { project, postgres }: Pick<StackConfiguration, "project" | "postgres">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const databases = ofType(postgres, "cloud-sql").map(([, database]) => database);
  const names = databases.length === 1 ? { INSTANCE: databases[0]?.name ?? "" } : undefined;
  const filter = (metric: string, instances: readonly string[]) =>
    series(
      "cloudsql_database",
      `cloudsql.googleapis.com/database/${metric}`,
      isOneOf(
        `resource.labels.${label}`,
        instances.map((instance) => databaseId(project, instance)),
      ),
    );

  const connections = (
    severity: Severity,
    step: ObservabilityConfiguration["thresholds"]["sqlConnections"]["warning"],
  ): Alert => ({
    name: `sql-connections-${severity.toLowerCase()}`,
    title: `SQL connections above ${step.percent} %`,
    severity,
    runbook: "sql-connections",
    names,
    // The limit is each instance's own, and Cloud SQL has no metric of it.
    conditions: databases.map(({ name, maxConnections }) =>
      above({
        title: `${name}: above ${step.percent} % of ${maxConnections} connections`,
        filter: filter("postgresql/num_backends", [name]),
        // One series for each database of the instance.
        aggregation: {
          ...mean,
          crossSeriesReducer: "REDUCE_SUM",
          groupByFields: [`resource.label.${label}`],
        },
        value: (step.percent * maxConnections) / 100,
        seconds: step.for.seconds,
      }),
    ),
  });

  const utilization = (
    name: "sql-cpu" | "sql-disk",
    thing: string,
    metric: string,
    step: ObservabilityConfiguration["thresholds"]["sqlCpu"],
  ): Alert => ({
    name,
    title: `SQL ${thing} above ${step.percent} %`,
    severity: "WARNING",
    runbook: name,
    names,
    conditions: inFilters(databases.map((database) => database.name)).map((instances) =>
      above({
        title: `${thing} above ${step.percent} %`,
        filter: filter(metric, instances),
        aggregation: mean,
        value: step.percent / 100,
        seconds: step.for.seconds,
      }),
    ),
  });

  const { sqlConnections, sqlCpu, sqlDisk } = thresholds;
  return [
    connections("WARNING", sqlConnections.warning),
    connections("CRITICAL", sqlConnections.critical),
    utilization("sql-cpu", "CPU", "cpu/utilization", sqlCpu),
    utilization("sql-disk", "disk", "disk/utilization", sqlDisk),
  ];
}
