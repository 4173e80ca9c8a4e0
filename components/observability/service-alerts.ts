import type { ObservabilityConfiguration, StackConfiguration } from "../../config";
import type { Alert, Severity } from "./alert";
import { above, inFilters, isOneOf, series } from "./condition";

const byService = { groupByFields: ["resource.label.service_name"] };

/** Long enough to hold some requests of a quiet service, so that one failure of two is no incident. */
const requestPeriod = "300s";

/** The alerts on what Cloud Run says of the services. */
export function serviceAlerts(
  { services }: Pick<StackConfiguration, "services">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const { serverErrors, requestLatency, instances } = thresholds;
  const all = Object.entries(services);
  const groups = inFilters(all.map(([name]) => name));
  const filter = (metric: string, names: readonly string[], ...more: readonly string[]) =>
    series(
      "cloud_run_revision",
      `run.googleapis.com/${metric}`,
      isOneOf("resource.labels.service_name", names),
      ...more,
    );
  const errors = (
    severity: Severity,
    step: ObservabilityConfiguration["thresholds"]["serverErrors"]["warning"],
  ): Alert => ({
    name: `error-ratio-${severity.toLowerCase()}`,
    title: `failed requests above ${step.percent} %`,
    severity,
    runbook: "error-ratio",
    conditions: groups.map((names) =>
      above({
        title: `5xx above ${step.percent} % of the requests of a service`,
        filter: filter("request_count", names, 'metric.labels.response_code_class="5xx"'),
        dividedBy: filter("request_count", names),
        aggregation: {
          alignmentPeriod: requestPeriod,
          perSeriesAligner: "ALIGN_RATE",
          crossSeriesReducer: "REDUCE_SUM",
          ...byService,
        },
        value: step.percent / 100,
        seconds: step.for.seconds,
      }),
    ),
  });
  return [
    errors("WARNING", serverErrors.warning),
    errors("CRITICAL", serverErrors.critical),
    {
      name: "latency",
      title: `requests slower than ${requestLatency.milliseconds} ms`,
      severity: "WARNING",
      runbook: "latency",
      conditions: groups.map((names) =>
        above({
          title: `95th percentile above ${requestLatency.milliseconds} ms`,
          // A WebSocket ends with 101, and its latency is its whole life.
          filter: filter("request_latencies", names, 'metric.labels.response_code!="101"'),
          aggregation: {
            alignmentPeriod: requestPeriod,
            perSeriesAligner: "ALIGN_DELTA",
            crossSeriesReducer: "REDUCE_PERCENTILE_95",
            ...byService,
          },
          value: requestLatency.milliseconds,
          seconds: requestLatency.for.seconds,
        }),
      ),
    },
    {
      name: "instances-saturated",
      title: `instances above ${instances.percent} % of the most`,
      severity: "WARNING",
      runbook: "instances-saturated",
      // Where min is max there is nothing to grow into, and all of it may always be busy.
      conditions: all
        .filter(([, { scale }]) => scale.min < scale.max)
        .map(([name, { scale }]) =>
          above({
            title: `${name}: above ${instances.percent} % of ${scale.max} instances`,
            filter: filter("container/instance_count", [name], 'metric.labels.state="active"'),
            aggregation: {
              alignmentPeriod: "60s",
              perSeriesAligner: "ALIGN_MAX",
              crossSeriesReducer: "REDUCE_SUM",
              ...byService,
            },
            value: (instances.percent * scale.max) / 100,
            seconds: instances.for.seconds,
          }),
        ),
    },
  ];
}
