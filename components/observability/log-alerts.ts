import type {
  ObservabilityConfiguration,
  ServiceConfiguration,
  StackConfiguration,
} from "../../config";
import type { Alert } from "./alert";
import { found } from "./condition";
import { type LogMeasure, type LogResource, logResourcesOf, logSeries } from "./log-metric";

/** The phase that opens the database, by its number, of applications that do not list their phases. */
const usualDatabasePhase = "3";

/**
 * The phases that open a database: their names, and their numbers from 1, since a program may log either. The
 * usual one where no service lists its phases.
 */
export function databasePhases(
  services: Readonly<Record<string, Pick<ServiceConfiguration, "startup" | "uses">>>,
): string[] {
  const all = Object.values(services);
  if (all.every(({ startup }) => startup.phases.length === 0)) {
    return [usualDatabasePhase];
  }
  const phases = all.flatMap(({ startup, uses }) =>
    startup.phases.flatMap(({ name, opens }, index) =>
      opens !== undefined && uses[opens]?.kind === "postgres" ? [name, String(index + 1)] : [],
    ),
  );
  return [...new Set(phases)];
}

/**
 * Time over which a mean is taken. Metrics of logs arrive late and are sparse, and a shorter time would find no
 * line at some moments, which ends a condition before its duration.
 */
const meanWindow = "5m";

/** The mean of what lines said in a time, for each combination of some labels. */
function mean(measure: LogMeasure, labels: readonly string[], resource: LogResource): string {
  const sum = (part: "sum" | "count") =>
    `sum by (${labels.join(", ")}) (increase(${logSeries(measure, part, [], resource)}[${meanWindow}]))`;
  return `${sum("sum")} / ${sum("count")}`;
}

/** The query for starts of which some phases took longer than a number of seconds. */
function slowPhase(phases: readonly string[], seconds: number, resource: LogResource): string {
  const matchers = [`phase=~"${phases.join("|")}"`];
  const starts = `increase(${logSeries("startupPhase", "bucket", matchers, resource)}[10m])`;
  return `histogram_quantile(0.99, sum by (${resource.serviceLabel}, phase, le) (${starts})) > ${seconds}`;
}

/** The alerts on what the services log of their databases and their start. */
export function logAlerts(
  { services }: Pick<StackConfiguration, "services">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const { databaseConnectTime, databasePhase, poolUtilization } = thresholds;
  const usesDatabase = Object.values(services).some(({ uses }) =>
    Object.values(uses).some(({ kind }) => kind === "postgres"),
  );
  if (!usesDatabase) {
    return [];
  }
  const connect = databaseConnectTime.above;
  const phases = databasePhases(services);
  const resources = logResourcesOf({ services });
  return [
    {
      name: "database-connect-slow",
      title: `database connections take more than ${connect.text}`,
      severity: "WARNING",
      runbook: "database-connect-slow",
      conditions: resources.map((resource) =>
        found(
          `mean connect time above ${connect.text}`,
          `${mean("databaseConnect", ["database"], resource)} > ${connect.seconds}`,
          databaseConnectTime.for.seconds,
        ),
      ),
    },
    {
      name: "startup-phase-slow",
      title: `database phase of a start above ${databasePhase.above.text}`,
      severity: "WARNING",
      runbook: "startup-phase-slow",
      conditions:
        phases.length === 0
          ? []
          : resources.map((resource) =>
              found(
                `phase ${phases.join(" or ")} above ${databasePhase.above.text}`,
                slowPhase(phases, databasePhase.above.seconds, resource),
                0,
              ),
            ),
    },
    {
      name: "pool-utilization",
      title: `connection pool above ${poolUtilization.percent} %`,
      severity: "WARNING",
      runbook: "pool-utilization",
      conditions: resources.map((resource) =>
        found(
          `mean utilization above ${poolUtilization.percent} %`,
          `${mean("poolUtilization", [resource.serviceLabel, "database"], resource)} > ${poolUtilization.percent / 100}`,
          poolUtilization.for.seconds,
        ),
      ),
    },
  ];
}
