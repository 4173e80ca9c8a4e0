import { expect, it } from "vitest";
import { refusals } from "./acceptance.fixture";

// biome-ignore lint/suspicious/noExplicitAny: policies are spoiled in ways that no type allows.
type Data = any;

const series =
  'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count"';

function policy(): Data {
  return {
    displayName: "[staging] slow",
    combiner: "OR",
    severity: "WARNING",
    notificationChannels: ["projects/p/notificationChannels/1"],
    documentation: { content: "Do this.", subject: "slow", mimeType: "text/markdown" },
    conditions: [
      {
        displayName: "slow",
        conditionThreshold: {
          filter: series,
          aggregations: [
            {
              alignmentPeriod: "60s",
              perSeriesAligner: "ALIGN_RATE",
              crossSeriesReducer: "REDUCE_SUM",
              groupByFields: ["resource.label.service_name"],
            },
          ],
          comparison: "COMPARISON_GT",
          thresholdValue: 1,
          duration: "300s",
        },
      },
    ],
  };
}

const metrics = ["pool_utilization"];
const query = () => ({
  query: 'max(logging_googleapis_com:user_pool_utilization_sum{a="b"}[1m]) > 1',
  duration: "60s",
  evaluationInterval: "60s",
  disableMetricValidation: true,
});

const asQuery = (data: Data, change: object = {}) => {
  data.conditions = [
    { displayName: "q", conditionPrometheusQueryLanguage: { ...query(), ...change } },
  ];
};
const threshold = (data: Data): Data => data.conditions[0].conditionThreshold;
const aggregation = (data: Data): Data => threshold(data).aggregations[0];

it("accepts a policy on a metric, and one on a metric of logs", () => {
  const onLogs = policy();
  asQuery(onLogs);
  const onRequests = policy();
  asQuery(onRequests, {
    query:
      'sum(run_googleapis_com:request_latencies_sum{monitored_resource="cloud_run_revision"}) > 1',
  });
  expect([policy(), onLogs, onRequests].flatMap((data) => refusals(data, metrics))).toEqual([]);
});

it.each<[string, (data: Data) => void]>([
  ["no condition", (data) => (data.conditions = [])],
  ["seven conditions", (data) => (data.conditions = Array(7).fill(data.conditions[0]))],
  ["no kind of condition", (data) => (data.conditions = [{ displayName: "c" }])],
  ["two kinds in one", (data) => (data.conditions[0].conditionPrometheusQueryLanguage = query())],
  ["another comparison", (data) => (threshold(data).comparison = "COMPARISON_GE")],
  ["half a minute", (data) => (threshold(data).duration = "30s")],
  ["a day", (data) => (threshold(data).duration = "86400s")],
  ["a duration without a unit", (data) => (threshold(data).duration = "60")],
  ["no resource", (data) => (threshold(data).filter = series.slice(series.indexOf("metric")))],
  [
    "a metric of another resource",
    (data) => (threshold(data).filter = series.replace("cloud_run_revision", "uptime_url")),
  ],
  ["a long filter", (data) => (threshold(data).filter += " ".repeat(2000))],
  ["a mean of counts", (data) => (aggregation(data).perSeriesAligner = "ALIGN_NEXT_OLDER")],
  [
    "a percentile of numbers",
    (data) => (aggregation(data).perSeriesAligner = "ALIGN_PERCENTILE_95"),
  ],
  [
    "a count of false numbers",
    (data) => (aggregation(data).crossSeriesReducer = "REDUCE_COUNT_FALSE"),
  ],
  ["a short period", (data) => (aggregation(data).alignmentPeriod = "30s")],
  [
    "a denominator in other groups",
    (data) =>
      Object.assign(threshold(data), {
        denominatorFilter: series,
        denominatorAggregations: [{ ...aggregation(data), groupByFields: [] }],
      }),
  ],
  [
    "a distribution that stays one",
    (data) => {
      threshold(data).filter = series.replace("request_count", "request_latencies");
      aggregation(data).perSeriesAligner = "ALIGN_DELTA";
    },
  ],
  ["a rate limit", (data) => (data.alertStrategy = { notificationRateLimit: { period: "60s" } })],
  ["a long page", (data) => (data.documentation.content = "x".repeat(8193))],
  ["a page of many bytes", (data) => (data.documentation.content = "\u20ac".repeat(4000))],
  ["seventeen channels", (data) => (data.notificationChannels = Array(17).fill("c"))],
  ["a severity of its own", (data) => (data.severity = "HIGH")],
  [
    "a query on another metric",
    (data) => asQuery(data, { query: query().query.replace("pool", "p") }),
  ],
  [
    "a query on a metric of another resource",
    (data) =>
      asQuery(data, {
        query: 'sum(run_googleapis_com:request_count{monitored_resource="k8s_container"}) > 1',
      }),
  ],
  [
    "a query on a distribution as if it were a number",
    (data) =>
      asQuery(data, {
        query:
          'sum(run_googleapis_com:request_latencies{monitored_resource="cloud_run_revision"}) > 1',
      }),
  ],
  ["a query that asks for its metric", (data) => asQuery(data, { disableMetricValidation: false })],
  ["a query every 45 seconds", (data) => asQuery(data, { evaluationInterval: "45s" })],
  ["an open bracket", (data) => asQuery(data, { query: `(${query().query}` })],
])("finds %s", (_, spoil) => {
  const data = policy();
  spoil(data);
  expect(refusals(data, metrics)).toHaveLength(1);
});
