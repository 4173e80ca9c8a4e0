import {
  cloudRunServicesOf,
  type ObservabilityConfiguration,
  type StackConfiguration,
} from "../../config";
import type { Alert, Severity } from "./alert";
import { above, isOneOf, series } from "./condition";
import { requestSeriesOf } from "./request-series";

/** Long enough to hold some requests of a quiet service, so that one failure of two is no incident. */
const requestPeriod = "300s";

/** The alerts on the requests of the services, as their platform counts them, and on their instances. */
export function serviceAlerts(
  configuration: Pick<StackConfiguration, "services" | "edge">,
  { thresholds }: Pick<ObservabilityConfiguration, "thresholds">,
): Alert[] {
  const { serverErrors, requestLatency, instances } = thresholds;
  const counted = requestSeriesOf(configuration);
  const errors = (
    severity: Severity,
    step: ObservabilityConfiguration["thresholds"]["serverErrors"]["warning"],
  ): Alert => ({
    name: `error-ratio-${severity.toLowerCase()}`,
    title: `failed requests above ${step.percent} %`,
    severity,
    runbook: "error-ratio",
    conditions: counted.map(({ requests, failed, groupBy }) =>
      above({
        title: `5xx above ${step.percent} % of the requests of a service`,
        filter: failed,
        dividedBy: requests,
        aggregation: {
          alignmentPeriod: requestPeriod,
          perSeriesAligner: "ALIGN_RATE",
          crossSeriesReducer: "REDUCE_SUM",
          groupByFields: [groupBy],
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
      conditions: counted.map(({ latencies, groupBy }) =>
        above({
          title: `95th percentile above ${requestLatency.milliseconds} ms`,
          filter: latencies,
          aggregation: {
            alignmentPeriod: requestPeriod,
            perSeriesAligner: "ALIGN_DELTA",
            crossSeriesReducer: "REDUCE_PERCENTILE_95",
            groupByFields: [groupBy],
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
      conditions: Object.entries(cloudRunServicesOf(configuration))
        .filter(([, { scale }]) => scale.min < scale.max)
        .map(([name, { scale }]) =>
          above({
            title: `${name}: above ${instances.percent} % of ${scale.max} instances`,
            filter: series(
              "cloud_run_revision",
              "run.googleapis.com/container/instance_count",
              isOneOf("resource.labels.service_name", [name]),
              'metric.labels.state="active"',
            ),
            aggregation: {
              alignmentPeriod: "60s",
              perSeriesAligner: "ALIGN_MAX",
              crossSeriesReducer: "REDUCE_SUM",
              groupByFields: ["resource.label.service_name"],
            },
            value: (instances.percent * scale.max) / 100,
            seconds: instances.for.seconds,
          }),
        ),
    },
  ];
}
