import { type ObservabilityConfiguration, ofType, type StackConfiguration } from "../../config";
import type { Alert, Severity } from "./alert";
import { above, inFilters, isOneOf, series } from "./condition";

const byInstance = {
  groupByFields: ["resource.label.cluster_id", "resource.label.instance_id"],
};

/** The alerts on what AlloyDB says of its clusters. Read pools are instances of their own, and watched as such. */
export function alloyDbAlerts(
  { postgres }: Pick<StackConfiguration, "postgres">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const clusters = ofType(postgres, "alloydb").map(([, cluster]) => cluster);
  const filter = (metric: string, names: readonly string[]) =>
    series(
      "alloydb.googleapis.com/Instance",
      `alloydb.googleapis.com/instance/${metric}`,
      isOneOf("resource.labels.cluster_id", names),
    );
  const connections = (
    severity: Severity,
    step: ObservabilityConfiguration["thresholds"]["sqlConnections"]["warning"],
  ): Alert => ({
    name: `alloydb-connections-${severity.toLowerCase()}`,
    title: `AlloyDB connections above ${step.percent} %`,
    severity,
    runbook: "alloydb-connections",
    conditions: clusters.map(({ name, maxConnections }) =>
      above({
        title: `${name}: above ${step.percent} % of ${maxConnections} connections`,
        filter: filter("postgres/total_connections", [name]),
        aggregation: {
          alignmentPeriod: "60s",
          perSeriesAligner: "ALIGN_MEAN",
          crossSeriesReducer: "REDUCE_SUM",
          ...byInstance,
        },
        value: (step.percent * maxConnections) / 100,
        seconds: step.for.seconds,
      }),
    ),
  });
  const { sqlConnections, sqlCpu } = thresholds;
  return [
    connections("WARNING", sqlConnections.warning),
    connections("CRITICAL", sqlConnections.critical),
    {
      name: "alloydb-cpu",
      title: `AlloyDB CPU above ${sqlCpu.percent} %`,
      severity: "WARNING",
      runbook: "alloydb-cpu",
      conditions: inFilters(clusters.map(({ name }) => name)).map((names) =>
        above({
          title: `CPU above ${sqlCpu.percent} %`,
          // In spite of its name a share of 1.
          filter: filter("cpu/average_utilization", names),
          aggregation: {
            alignmentPeriod: "60s",
            perSeriesAligner: "ALIGN_MEAN",
            crossSeriesReducer: "REDUCE_MAX",
            ...byInstance,
          },
          value: sqlCpu.percent / 100,
          seconds: sqlCpu.for.seconds,
        }),
      ),
    },
  ];
}
