import { type ConnectorConfiguration, ofType, type StackConfiguration } from "../../config";
import type { Alert } from "./alert";
import { burnRateFilter, burnRates } from "./burn-rate";
import { inFilters, isOneOf, series } from "./condition";
import { type Chart, type Drawn, type Level, watchedBy } from "./dashboard-tile";
import { type LogMeasure, type LogResource, logMetricNames, logResourcesOf } from "./log-metric";

/** What the dashboard shows. */
export interface DashboardFacts {
  readonly configuration: Pick<
    StackConfiguration,
    | "project"
    | "region"
    | "gke"
    | "network"
    | "postgres"
    | "services"
    | "edge"
    | "verify"
    | "observability"
  >;
  /** The alerts of the stack, whose numbers the charts draw. */
  readonly alerts: readonly Alert[];
  /** Objectives, by what they ask of which service, with their full names in Cloud Monitoring. */
  readonly slos: readonly { readonly title: string; readonly name: string }[];
  /** Name of the function behind the synthetic monitor. Absent: there is none. */
  readonly monitor?: string;
}

function present<Value>(values: readonly (Value | undefined)[]): Value[] {
  return values.filter((value) => value !== undefined);
}

/** What of the times that Cloud Monitoring looked was well. */
function passed(filter: string, groupBy: string): Drawn {
  return {
    filter,
    aggregation: {
      alignmentPeriod: "300s",
      perSeriesAligner: "ALIGN_FRACTION_TRUE",
      crossSeriesReducer: "REDUCE_MEAN",
      groupByFields: [groupBy],
    },
  };
}

function checkFilter(resource: string, label: string, names: readonly string[]): string {
  return series(
    resource,
    "monitoring.googleapis.com/uptime_check/check_passed",
    isOneOf(`resource.labels.${label}`, names),
  );
}

/** What users see. */
export function userTiles({ configuration, alerts, slos, monitor }: DashboardFacts): Chart[] {
  const hosts = Object.keys(configuration.edge?.hosts ?? {});
  const uptime: Chart | undefined =
    hosts.length === 0
      ? undefined
      : {
          title: "Uptime of the hosts",
          drawn: inFilters(hosts).map((group) =>
            passed(checkFilter("uptime_url", "host", group), "resource.label.host"),
          ),
        };
  const hasGoldenPath = configuration.verify.goldenPath !== undefined;
  const monitored: Chart | undefined =
    monitor === undefined
      ? undefined
      : {
          title: hasGoldenPath ? "Golden path availability" : "Availability to the monitor",
          drawn: [
            passed(
              checkFilter("cloud_run_revision", "service_name", [monitor]),
              "resource.label.service_name",
            ),
          ],
        };
  return present([
    uptime,
    monitored,
    burnTile(slos),
    watchedBy(alerts, "error-ratio", "Failed requests"),
    watchedBy(alerts, "mean-response", "Mean response"),
    watchedBy(alerts, "latency", "Latency, 95th percentile"),
    watchedBy(alerts, "instances-saturated", "Instances of the services"),
  ]);
}

function burnTile(slos: DashboardFacts["slos"]): Chart | undefined {
  const [fast] = burnRates;
  if (slos.length === 0 || fast === undefined) {
    return undefined;
  }
  return {
    title: "SLO burn rate over an hour",
    drawn: slos.map(({ name }) => ({
      filter: burnRateFilter(name, fast.long),
      aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_NEXT_OLDER" },
    })),
    levels: burnRates.map(({ speed, rate, severity }) => ({
      value: rate,
      label: `${severity.toLowerCase()}: ${speed} burn`,
    })),
  };
}

/** What the services log of themselves. */
function logged(
  measure: LogMeasure,
  reducer: string,
  labels: readonly string[],
  { type }: LogResource,
): Drawn {
  return {
    filter: series(type, `logging.googleapis.com/user/${logMetricNames[measure]}`),
    aggregation: {
      alignmentPeriod: "60s",
      perSeriesAligner: "ALIGN_DELTA",
      crossSeriesReducer: reducer,
      groupByFields: [...labels],
    },
  };
}

/** How services start and reach their databases. */
export function startTiles({ configuration }: DashboardFacts): Chart[] {
  const thresholds = configuration.observability?.thresholds;
  if (thresholds === undefined || Object.keys(configuration.postgres).length === 0) {
    return [];
  }
  const { databasePhase, databaseConnectTime, poolUtilization } = thresholds;
  const resources = logResourcesOf(configuration);
  const level = (value: number, what: string): Level => ({ value, label: what });
  return [
    {
      title: "Startup phases",
      drawn: resources.map((resource) =>
        logged("startupPhase", "REDUCE_PERCENTILE_99", ["metric.label.phase"], resource),
      ),
      levels: [level(databasePhase.above.seconds, "phase of the database")],
      unit: "s",
    },
    {
      title: "Database connect time, mean",
      drawn: resources.map((resource) =>
        logged("databaseConnect", "REDUCE_MEAN", ["metric.label.database"], resource),
      ),
      levels: [level(databaseConnectTime.above.seconds, "warning")],
      unit: "s",
    },
    {
      title: "Connection pools, mean",
      drawn: resources.map((resource) =>
        logged(
          "poolUtilization",
          "REDUCE_MEAN",
          [`resource.label.${resource.serviceLabel}`, "metric.label.database"],
          resource,
        ),
      ),
      levels: [level(poolUtilization.percent / 100, "warning")],
      unit: "10^2.%",
    },
  ];
}

/** The databases. */
export function databaseTiles({ configuration, alerts }: DashboardFacts): Chart[] {
  const ids = ofType(configuration.postgres, "cloud-sql").map(
    ([, { name }]) => `${configuration.project}:${name}`,
  );
  const memory: Chart | undefined =
    ids.length === 0
      ? undefined
      : {
          title: "SQL memory",
          drawn: inFilters(ids).map((group) => ({
            filter: series(
              "cloudsql_database",
              "cloudsql.googleapis.com/database/memory/utilization",
              isOneOf("resource.labels.database_id", group),
            ),
            aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MEAN" },
          })),
        };
  return present([
    watchedBy(alerts, "sql-connections", "SQL connections"),
    watchedBy(alerts, "sql-cpu", "SQL CPU"),
    memory,
    watchedBy(alerts, "sql-disk", "SQL disk"),
  ]);
}

/** What runs in the cluster, and the databases beside it. */
export function clusterTiles({ alerts }: DashboardFacts): Chart[] {
  return present([
    watchedBy(alerts, "alloydb-connections", "AlloyDB connections"),
    watchedBy(alerts, "alloydb-cpu", "AlloyDB CPU"),
    watchedBy(alerts, "pod-resources", "Memory and CPU of containers"),
    watchedBy(alerts, "pods-restarting", "Restarts of containers"),
    watchedBy(alerts, "volume-full", "Volumes of stores"),
  ]);
}

/** The way of the services into the network. */
export function connectorTiles({ configuration, alerts }: DashboardFacts): Chart[] {
  const { connector } = configuration.network;
  const watched = watchedBy(alerts, "connector-saturated", "Connector");
  if (connector === undefined || watched === undefined) {
    return [];
  }
  // One alert, two measures: a share of the CPU and bytes fit into no one chart.
  const isCpu = (drawn: Drawn) => "filter" in drawn && drawn.filter.includes("cpu/utilizations");
  const isShare = ({ value }: Level) => value <= 1;
  return [
    {
      title: "Connector CPU",
      drawn: watched.drawn.filter(isCpu),
      levels: watched.levels?.filter(isShare),
    },
    {
      title: "Connector throughput",
      drawn: watched.drawn.filter((drawn) => !isCpu(drawn)),
      levels: watched.levels?.filter((level) => !isShare(level)),
      unit: "By/s",
    },
    instancesTile(connector),
  ];
}

function instancesTile(connector: ConnectorConfiguration): Chart {
  return {
    title: "Connector instances",
    drawn: [
      {
        filter: series(
          "vpc_access_connector",
          "vpcaccess.googleapis.com/connector/instances",
          isOneOf("resource.labels.connector_name", [connector.name]),
        ),
        aggregation: { alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" },
      },
    ],
    levels: [{ value: connector.maxInstances, label: "most instances" }],
  };
}

/** The caches. */
export function cacheTiles({ alerts }: DashboardFacts): Chart[] {
  return present([
    watchedBy(alerts, "redis-memory", "Cache memory"),
    watchedBy(alerts, "redis-connections", "Cache clients"),
  ]);
}
