import {
  cloudRunServicesOf,
  gkeServicesOf,
  type ObservabilityConfiguration,
  type StackConfiguration,
} from "../../config";

/**
 * Names of the metrics that are made from log lines, by what they measure. They have no hyphens: in PromQL
 * these would become underscores.
 */
export const logMetricNames = {
  startupPhase: "startup_phase_seconds",
  databaseConnect: "database_connect_seconds",
  poolUtilization: "pool_utilization",
  connectorUtilization: "connector_utilization",
  verificationFailures: "verification_failures",
  verificationRuns: "verification_runs",
} as const;

/** What writes log lines, in the words of Cloud Logging. */
export interface LogResource {
  readonly type: "cloud_run_revision" | "k8s_container";
  /** The label that holds the name of the service. */
  readonly serviceLabel: "service_name" | "container_name";
}

/** As what functions write their lines, and services on Cloud Run. */
const onCloudRun: LogResource = { type: "cloud_run_revision", serviceLabel: "service_name" };
const onGke: LogResource = { type: "k8s_container", serviceLabel: "container_name" };

/** As what the services of a stack write their lines: one for each platform that it has. */
export function logResourcesOf(configuration: Pick<StackConfiguration, "services">): LogResource[] {
  const hasSome = (services: object) => Object.keys(services).length > 0;
  const gke = hasSome(gkeServicesOf(configuration)) ? [onGke] : [];
  return hasSome(cloudRunServicesOf(configuration)) || gke.length === 0
    ? [onCloudRun, ...gke]
    : gke;
}

/** The part of a filter for lines that are written as one of some resources. */
function writtenBy(resources: readonly LogResource[]): string {
  const quoted = resources.map(({ type }) => `"${type}"`);
  return quoted.length === 1
    ? `resource.type=${quoted[0]}`
    : `resource.type=(${quoted.join(" OR ")})`;
}

/** What a metric of logs measures. */
export type LogMeasure = keyof typeof logMetricNames;

/** A metric that is made from log lines: a distribution of a value in them, or without one their number. */
export interface LogMetric {
  readonly name: string;
  readonly description: string;
  /** Which lines. */
  readonly filter: string;
  /** Where in a line the labels stand, by their names. */
  readonly labelExtractors: Readonly<Record<string, string>>;
  /** What the labels mean, by their names. */
  readonly labels: Readonly<Record<string, string>>;
  /** `s`, or `1` for a share or a number of lines. */
  readonly unit: "s" | "1";
  /** What the distribution is of. */
  readonly value?: {
    /** Where in a line the number stands. */
    readonly extractor: string;
    /** Bounds of the buckets, ascending. */
    readonly bounds: readonly number[];
  };
}

const seconds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 75, 120, 240];
const shares = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1];

/**
 * The metrics of logs. A threshold is a bound of its buckets, so that a percentile tells exactly on which side
 * of it a value lies.
 */
export function logMetrics(
  { logs, thresholds }: Pick<ObservabilityConfiguration, "logs" | "thresholds">,
  resources: readonly LogResource[],
): LogMetric[] {
  const lines = (event: string, value: string) =>
    [
      writtenBy(resources),
      `jsonPayload.${logs.eventField}="${event}"`,
      `jsonPayload.${value}:*`,
    ].join(" AND ");
  const database = (field: string) => ({
    labelExtractors: { database: extracted(field) },
    labels: { database: "Key of the database in the stack file" },
  });
  const { startupPhase, databaseConnect, poolUtilization, connectorUtilization } = logs;
  return [
    {
      name: logMetricNames.startupPhase,
      description: "Time that a phase of a start took",
      filter: lines(startupPhase.event, startupPhase.seconds),
      labelExtractors: { phase: extracted(startupPhase.phase) },
      labels: { phase: "Name of the phase, or its number from 1" },
      unit: "s",
      value: {
        extractor: extracted(startupPhase.seconds),
        bounds: withBounds(seconds, thresholds.databasePhase.above.seconds),
      },
    },
    {
      name: logMetricNames.databaseConnect,
      description: "Time that opening a connection to a database took",
      filter: lines(databaseConnect.event, databaseConnect.seconds),
      ...database(databaseConnect.database),
      unit: "s",
      value: {
        extractor: extracted(databaseConnect.seconds),
        bounds: withBounds(seconds, thresholds.databaseConnectTime.above.seconds),
      },
    },
    {
      name: logMetricNames.poolUtilization,
      description: "Share of a connection pool that is in use",
      filter: lines(poolUtilization.event, poolUtilization.ratio),
      ...database(poolUtilization.database),
      unit: "1",
      value: {
        extractor: extracted(poolUtilization.ratio),
        bounds: withBounds(shares, thresholds.poolUtilization.percent / 100),
      },
    },
    {
      name: logMetricNames.connectorUtilization,
      description: "Share of the connector that is in use, as the services see it",
      filter: lines(connectorUtilization.event, connectorUtilization.ratio),
      labelExtractors: {},
      labels: {},
      unit: "1",
      value: {
        extractor: extracted(connectorUtilization.ratio),
        bounds: withBounds(shares, thresholds.connector.percent / 100),
      },
    },
    {
      name: logMetricNames.verificationFailures,
      description: "Failures of the checks that the stack runs on a schedule",
      // Written by the checks themselves, so their names are not the stack's to choose.
      filter: [
        writtenBy([onCloudRun]),
        'jsonPayload.event="verification_check"',
        "jsonPayload.ok=false",
        // What was not run behind a failure is no second one.
        'jsonPayload.status!="not-run"',
      ].join(" AND "),
      labelExtractors: { check: extracted("id") },
      labels: { check: "Name of the check" },
      unit: "1",
    },
    {
      name: logMetricNames.verificationRuns,
      description: "Runs of the checks that the stack makes, green or red",
      filter: [writtenBy([onCloudRun]), 'jsonPayload.event="verification_run"'].join(" AND "),
      labelExtractors: {},
      labels: {},
      unit: "1",
    },
  ];
}

function extracted(field: string): string {
  return `EXTRACT(jsonPayload.${field})`;
}

function withBounds(usual: readonly number[], threshold: number): number[] {
  return [...new Set([...usual, threshold])].sort((one, other) => one - other);
}

/**
 * The series of a metric of logs in PromQL; of a distribution one of its parts. A query names the one resource that
 * writes its lines: functions write theirs as Cloud Run does.
 * https://cloud.google.com/monitoring/promql/promql-mapping
 */
export function logSeries(
  measure: LogMeasure,
  part?: "bucket" | "count" | "sum",
  matchers: readonly string[] = [],
  { type }: LogResource = onCloudRun,
): string {
  const labels = [`monitored_resource="${type}"`, ...matchers].join(",");
  const suffix = part === undefined ? "" : `_${part}`;
  return `logging_googleapis_com:user_${logMetricNames[measure]}${suffix}{${labels}}`;
}
