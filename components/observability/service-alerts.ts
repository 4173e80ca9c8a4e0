import {
  type CloudRunServiceConfiguration,
  cloudRunServicesOf,
  type ObservabilityConfiguration,
  type ServiceLimits,
  type StackConfiguration,
} from "../../config";
import type { Alert, Severity } from "./alert";
import { above, type Condition, found, inFilters, isOneOf, queryAbove, series } from "./condition";
import {
  type CountedServices,
  increaseOf,
  type RequestQueries,
  requestSeriesOf,
} from "./request-series";

/**
 * Time over which requests are counted. One request stays in it for less than the usual duration of an alert, so that no
 * single one opens an incident, however few there are.
 */
const requestPeriod = { seconds: "300s", query: "5m" };

/** Fewest requests of which all must fail before a service counts as down. */
const fewestFailures = 3;

/**
 * Share from which on all requests failed. Cloud Monitoring interpolates what there was in a time, and adds it up in an order
 * of its own: the quotient of two equal sums need not be 1.
 */
const all = 0.999;

type Facts = Pick<StackConfiguration, "services" | "edge">;
type Thresholds = Pick<ObservabilityConfiguration, "thresholds">;

/** The alerts on the requests of the services, as their platform counts them, and on their instances. */
export function serviceAlerts(configuration: Facts, { thresholds }: Thresholds): Alert[] {
  return [
    errorAlert("WARNING", configuration, thresholds),
    errorAlert("CRITICAL", configuration, thresholds),
    latencyAlert(configuration, thresholds),
    meanAlert(configuration, thresholds),
    downAlert(configuration, thresholds),
    instanceAlert(configuration, thresholds),
  ];
}

/** How much of a series there was in the period, for each service. */
function countOf(selector: string, queries: RequestQueries): string {
  return increaseOf(selector, queries, requestPeriod.query);
}

/** The limits that an alert watches, each once, in the words of its title: `5 %`, or `5 % or 10 %`. */
function limitsIn<Limit>(
  counted: readonly CountedServices<Limit>[],
  usual: Limit,
  written: (limit: Limit) => string,
): string {
  const all = [...new Set(counted.map(({ limit }) => written(limit)))];
  const [first = written(usual), ...others] = all;
  return others.length > 1 ? "what their services may" : [first, ...others].join(" or ");
}

const percent = (share: number) => `${Number((share * 100).toFixed(4))} %`;
const milliseconds = (time: number) => `${time} ms`;

function errorAlert(
  severity: Severity,
  configuration: Facts,
  { serverErrors, leastRequests }: ObservabilityConfiguration["thresholds"],
): Alert {
  const step = severity === "CRITICAL" ? "critical" : "warning";
  const counted = requestSeriesOf(configuration, ({ limits }) => limits?.errors?.[step]);
  return {
    name: `error-ratio-${step}`,
    title: `failed requests above ${limitsIn(counted, serverErrors[step].percent / 100, percent)}`,
    severity,
    runbook: "error-ratio",
    conditions: counted.map(({ limit, series: { queries } }) => {
      const requests = countOf(queries.requests, queries);
      return queryAbove({
        title: `5xx above ${percent(limit)} of the requests of a service`,
        query: `${countOf(queries.failed, queries)} / ${requests}`,
        value: limit,
        onlyIf: `${requests} >= ${leastRequests}`,
        seconds: serverErrors[step].for.seconds,
      });
    }),
  };
}

function latencyAlert(
  configuration: Facts,
  { requestLatency }: ObservabilityConfiguration["thresholds"],
): Alert {
  const counted = requestSeriesOf(configuration, ({ limits }) => limits?.slowResponse);
  return {
    name: "latency",
    title: `requests slower than ${limitsIn(counted, requestLatency.milliseconds, milliseconds)}`,
    severity: "WARNING",
    runbook: "latency",
    conditions: counted.map(({ limit, series: { latencies, groupBy } }) =>
      above({
        title: `95th percentile above ${milliseconds(limit)}`,
        filter: latencies,
        aggregation: {
          alignmentPeriod: requestPeriod.seconds,
          perSeriesAligner: "ALIGN_DELTA",
          crossSeriesReducer: "REDUCE_PERCENTILE_95",
          groupByFields: [groupBy],
        },
        value: limit,
        seconds: requestLatency.for.seconds,
      }),
    ),
  };
}

function meanAlert(
  configuration: Facts,
  { meanResponse, leastRequests }: ObservabilityConfiguration["thresholds"],
): Alert {
  const counted = requestSeriesOf(configuration, ({ limits }) => limits?.meanResponse);
  return {
    name: "mean-response",
    title: `mean response above ${limitsIn(counted, meanResponse.milliseconds, milliseconds)}`,
    severity: "WARNING",
    runbook: "mean-response",
    conditions: counted.map(({ limit, series: { queries } }) => {
      const count = countOf(queries.time.count, queries);
      return queryAbove({
        title: `mean above ${milliseconds(limit)}`,
        query: `${countOf(queries.time.sum, queries)} / ${count}`,
        value: limit,
        onlyIf: `${count} >= ${leastRequests}`,
        seconds: meanResponse.for.seconds,
      });
    }),
  };
}

/** Whether somebody wants to know that a service does not answer. */
const isWatched = ({ limits }: { readonly limits?: ServiceLimits }): true | undefined =>
  limits?.down === true ? true : undefined;

/**
 * The alert on services that are down. Of one that nobody asks anything there is nothing to see in its requests: of those
 * on Cloud Run with instances at all times their number tells, of those in the cluster the alert workload-down.
 */
function downAlert(
  configuration: Facts,
  { serviceDown }: ObservabilityConfiguration["thresholds"],
): Alert {
  const { seconds } = serviceDown.for;
  const unanswered = requestSeriesOf(configuration, isWatched).map(({ series: { queries } }) => {
    const requests = countOf(queries.requests, queries);
    return found(
      "no request of a service is answered but with 5xx",
      `${countOf(queries.failed, queries)} / ${requests} > ${all} and ${requests} >= ${fewestFailures}`,
      seconds,
    );
  });
  const always = namesWhere(
    configuration,
    (service) => service.scale.min > 0 && isWatched(service) === true,
  );
  const gone = inFilters(always).map((names) => {
    const instances = `run_googleapis_com:container_instance_count{monitored_resource="cloud_run_revision",service_name=~"${names.join("|")}"}`;
    // Had instances within the hour and has none: a service that is new has none yet.
    return found(
      "a service with scale.min above 0 runs no instance",
      `sum by (service_name) (max_over_time(${instances.replace("}", "}[1h]")})) > 0 unless sum by (service_name) (${instances}) > 0`,
      seconds,
    );
  });
  return {
    name: "service-down",
    title: "a service does not answer",
    severity: "CRITICAL",
    runbook: "service-down",
    conditions: [...unanswered, ...gone],
  };
}

/** Names of the services on Cloud Run of which something holds. */
function namesWhere(
  { services }: Pick<Facts, "services">,
  holds: (service: CloudRunServiceConfiguration) => boolean,
): string[] {
  return Object.entries(cloudRunServicesOf({ services }))
    .filter(([, service]) => holds(service))
    .map(([name]) => name);
}

/** Services that may have equally many instances share a condition. */
function instanceAlert(
  configuration: Facts,
  { instances }: ObservabilityConfiguration["thresholds"],
): Alert {
  // Where min is max there is nothing to grow into, and all of it may always be busy.
  const growing = Object.entries(cloudRunServicesOf(configuration)).filter(
    ([, { scale }]) => scale.min < scale.max,
  );
  const namesByMost = new Map<number, string[]>();
  for (const [name, { scale }] of growing) {
    const names = namesByMost.get(scale.max) ?? [];
    names.push(name);
    namesByMost.set(scale.max, names);
  }
  const conditions: Condition[] = [...namesByMost].flatMap(([most, services]) =>
    inFilters(services).map((names) =>
      above({
        title: `above ${instances.percent} % of ${most} instances`,
        filter: series(
          "cloud_run_revision",
          "run.googleapis.com/container/instance_count",
          isOneOf("resource.labels.service_name", names),
          'metric.labels.state="active"',
        ),
        aggregation: {
          alignmentPeriod: "60s",
          perSeriesAligner: "ALIGN_MAX",
          crossSeriesReducer: "REDUCE_SUM",
          groupByFields: ["resource.label.service_name"],
        },
        value: (instances.percent * most) / 100,
        seconds: instances.for.seconds,
      }),
    ),
  );
  return {
    name: "instances-saturated",
    title: `instances above ${instances.percent} % of the most`,
    severity: "WARNING",
    runbook: "instances-saturated",
    conditions,
  };
}
