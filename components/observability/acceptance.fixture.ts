/**
 * Whether Cloud Monitoring would accept an alert policy: what its API refuses, and no provider says before.
 * https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies
 */

type Kind = "GAUGE" | "DELTA";
type Value = "BOOL" | "NUMBER" | "DISTRIBUTION";

/** The metrics that Google's services write: https://cloud.google.com/monitoring/api/metrics_gcp */
const metrics: Readonly<Record<string, readonly [resource: string, kind: Kind, value: Value]>> = {
  "alloydb.googleapis.com/instance/cpu/average_utilization": [
    "alloydb.googleapis.com/Instance",
    "GAUGE",
    "NUMBER",
  ],
  "alloydb.googleapis.com/instance/postgres/total_connections": [
    "alloydb.googleapis.com/Instance",
    "GAUGE",
    "NUMBER",
  ],
  "kubernetes.io/container/cpu/limit_utilization": ["k8s_container", "GAUGE", "NUMBER"],
  "kubernetes.io/container/memory/limit_utilization": ["k8s_container", "GAUGE", "NUMBER"],
  "kubernetes.io/container/restart_count": ["k8s_container", "DELTA", "NUMBER"],
  "kubernetes.io/pod/volume/utilization": ["k8s_pod", "GAUGE", "NUMBER"],
  "loadbalancing.googleapis.com/https/backend_latencies": [
    "https_lb_rule",
    "DELTA",
    "DISTRIBUTION",
  ],
  "loadbalancing.googleapis.com/https/backend_request_count": ["https_lb_rule", "DELTA", "NUMBER"],
  "cloudsql.googleapis.com/database/cpu/utilization": ["cloudsql_database", "GAUGE", "NUMBER"],
  "cloudsql.googleapis.com/database/disk/utilization": ["cloudsql_database", "GAUGE", "NUMBER"],
  "cloudsql.googleapis.com/database/postgresql/num_backends": [
    "cloudsql_database",
    "GAUGE",
    "NUMBER",
  ],
  "monitoring.googleapis.com/uptime_check/check_passed": ["uptime_url", "GAUGE", "BOOL"],
  "monitoring.googleapis.com/uptime_check/time_until_ssl_cert_expires": [
    "uptime_url",
    "GAUGE",
    "NUMBER",
  ],
  "redis.googleapis.com/clients/connected": ["redis_instance", "GAUGE", "NUMBER"],
  "redis.googleapis.com/stats/memory/usage_ratio": ["redis_instance", "GAUGE", "NUMBER"],
  "run.googleapis.com/container/instance_count": ["cloud_run_revision", "GAUGE", "NUMBER"],
  "run.googleapis.com/request_count": ["cloud_run_revision", "DELTA", "NUMBER"],
  "run.googleapis.com/request_latencies": ["cloud_run_revision", "DELTA", "DISTRIBUTION"],
  "vpcaccess.googleapis.com/connector/cpu/utilizations": [
    "vpc_access_connector",
    "GAUGE",
    "DISTRIBUTION",
  ],
  "vpcaccess.googleapis.com/connector/received_bytes_count": [
    "vpc_access_connector",
    "DELTA",
    "NUMBER",
  ],
  "vpcaccess.googleapis.com/connector/sent_bytes_count": [
    "vpc_access_connector",
    "DELTA",
    "NUMBER",
  ],
};

/** The aligners that a kind of series takes, with what the values are afterwards. */
const aligners: Readonly<Record<`${Kind} ${Value}`, Readonly<Record<string, Value>>>> = {
  "GAUGE BOOL": {
    ALIGN_NEXT_OLDER: "BOOL",
    ALIGN_COUNT_FALSE: "NUMBER",
    ALIGN_COUNT_TRUE: "NUMBER",
  },
  "GAUGE NUMBER": {
    ALIGN_MEAN: "NUMBER",
    ALIGN_MIN: "NUMBER",
    ALIGN_MAX: "NUMBER",
    ALIGN_SUM: "NUMBER",
    ALIGN_NEXT_OLDER: "NUMBER",
  },
  "GAUGE DISTRIBUTION": {
    ALIGN_PERCENTILE_99: "NUMBER",
    ALIGN_PERCENTILE_95: "NUMBER",
    ALIGN_PERCENTILE_50: "NUMBER",
    ALIGN_SUM: "DISTRIBUTION",
  },
  "DELTA BOOL": {},
  "DELTA NUMBER": { ALIGN_RATE: "NUMBER", ALIGN_DELTA: "NUMBER", ALIGN_SUM: "NUMBER" },
  "DELTA DISTRIBUTION": {
    ALIGN_DELTA: "DISTRIBUTION",
    ALIGN_PERCENTILE_99: "NUMBER",
    ALIGN_PERCENTILE_95: "NUMBER",
    ALIGN_PERCENTILE_50: "NUMBER",
  },
};

/** The values that a reducer takes. */
const reducers: Readonly<Record<string, readonly Value[]>> = {
  REDUCE_COUNT_FALSE: ["BOOL"],
  REDUCE_COUNT_TRUE: ["BOOL"],
  REDUCE_MEAN: ["NUMBER", "DISTRIBUTION"],
  REDUCE_SUM: ["NUMBER", "DISTRIBUTION"],
  REDUCE_MIN: ["NUMBER"],
  REDUCE_MAX: ["NUMBER"],
  REDUCE_PERCENTILE_99: ["NUMBER", "DISTRIBUTION"],
  REDUCE_PERCENTILE_95: ["NUMBER", "DISTRIBUTION"],
  REDUCE_PERCENTILE_50: ["NUMBER", "DISTRIBUTION"],
};

const objectiveSelectors =
  /^select_slo_burn_rate\("projects\/[^/"]+\/services\/[^/"]+\/serviceLevelObjectives\/[^/"]+", ?"[0-9]+[smh]"\)$/;

// Tests hand over what a program registered, whatever that is.
// biome-ignore lint/suspicious/noExplicitAny: the inputs of a policy as data, whose form is what is checked.
type Data = any;

/** Why the API would refuse a policy, of which these are the inputs; `logMetrics` are the metrics of logs. */
export function refusals(policy: Data, logMetrics: readonly string[]): string[] {
  const problems: string[] = [];
  const must = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const conditions: Data[] = policy.conditions ?? [];
  must(["OR", "AND", "AND_WITH_MATCHING_RESOURCE"].includes(policy.combiner), "combiner");
  must(["WARNING", "ERROR", "CRITICAL"].includes(policy.severity), "severity");
  must(conditions.length >= 1 && conditions.length <= 6, "1 to 6 conditions");
  must(policy.displayName?.length <= 512, "display name of 512 characters");
  const channels: readonly string[] = policy.notificationChannels ?? [];
  must(channels.length <= 16, "16 channels");
  must(policy.alertStrategy?.notificationRateLimit === undefined, "rate limit without log match");
  const { content = "", subject = "", mimeType } = policy.documentation ?? {};
  must(content.length <= 8192, "documentation of 8192 characters");
  must(Buffer.byteLength(content) <= 10_240, "documentation of 10240 bytes");
  must(Buffer.byteLength(subject) <= 255, "subject of 255 bytes");
  must(mimeType === "text/markdown", "documentation in Markdown");
  must(seconds(policy.alertStrategy?.autoClose ?? "1800s") >= 1800, "auto close of half an hour");
  for (const { displayName, conditionThreshold, conditionPrometheusQueryLanguage } of conditions) {
    const found = [
      ...(conditionThreshold ? thresholdRefusals(conditionThreshold) : []),
      ...(conditionPrometheusQueryLanguage
        ? queryRefusals(conditionPrometheusQueryLanguage, logMetrics)
        : []),
    ];
    must(Boolean(displayName), "name of a condition");
    must(
      [conditionThreshold, conditionPrometheusQueryLanguage].filter(Boolean).length === 1,
      "one kind of condition",
    );
    problems.push(...found.map((problem) => `${displayName}: ${problem}`));
  }
  return problems;
}

function seconds(duration: unknown): number {
  const [, count] = /^([0-9]+)s$/.exec(String(duration)) ?? [];
  return count === undefined ? Number.NaN : Number(count);
}

function thresholdRefusals(condition: Data): string[] {
  const problems: string[] = [];
  const { comparison, duration, filter, aggregations = [], thresholdValue } = condition;
  if (!["COMPARISON_GT", "COMPARISON_LT"].includes(comparison)) problems.push("comparison");
  if (seconds(duration) % 60 !== 0 || !(seconds(duration) <= 84_600)) problems.push("duration");
  if (typeof thresholdValue !== "number") problems.push("threshold");
  problems.push(...seriesRefusals(filter, aggregations));
  const { denominatorFilter, denominatorAggregations = [] } = condition;
  if (denominatorFilter !== undefined) {
    problems.push(...seriesRefusals(denominatorFilter, denominatorAggregations));
    const shape = (list: Data[]) =>
      JSON.stringify(list.map((one) => [one.alignmentPeriod, one.groupByFields]));
    if (shape(aggregations) !== shape(denominatorAggregations)) problems.push("denominator");
  }
  return problems;
}

function seriesRefusals(filter: Data, aggregations: Data[]): string[] {
  if (typeof filter !== "string" || filter.length > 2048) {
    return ["filter of 2048 characters"];
  }
  if (filter.startsWith("select_slo")) {
    return objectiveSelectors.test(filter) && aggregations.length === 0 ? [] : ["objective"];
  }
  const [, resource] = /\bresource\.type="([A-Za-z0-9_./]+)"/.exec(filter) ?? [];
  const [, metric = ""] = /\bmetric\.type="([^"]+)"/.exec(filter) ?? [];
  const known = metrics[metric];
  if (known === undefined || known[0] !== resource) {
    return ["metric of the resource"];
  }
  const [first, ...more] = aggregations;
  if (first === undefined || more.length > 0) {
    return ["one aggregation"];
  }
  const problems: string[] = [];
  const period = seconds(first.alignmentPeriod);
  if (!(period >= 60)) problems.push("alignment period");
  const aligned = aligners[`${known[1]} ${known[2]}`][first.perSeriesAligner];
  if (aligned === undefined) {
    return [...problems, "aligner"];
  }
  const reducer = first.crossSeriesReducer;
  if (reducer === undefined) {
    if (aligned !== "NUMBER" || first.groupByFields !== undefined) problems.push("reducer");
  } else if (!reducers[reducer]?.includes(aligned)) {
    problems.push("reducer");
  } else if (aligned === "DISTRIBUTION" && !reducer.startsWith("REDUCE_PERCENTILE")) {
    problems.push("reducer");
  }
  return problems;
}

function queryRefusals(condition: Data, logMetrics: readonly string[]): string[] {
  const problems: string[] = [];
  const { query = "", duration, evaluationInterval, disableMetricValidation } = condition;
  if (!(seconds(duration) >= 0)) problems.push("duration");
  if (seconds(evaluationInterval) % 30 !== 0) problems.push("evaluation interval");
  if (disableMetricValidation !== true) problems.push("metric that may not be there yet");
  const named = selectorsOf(query);
  if (named.length === 0 || named.some((each) => !isWritten(each, logMetrics))) {
    problems.push("metric that something writes");
  }
  const opened = [...query].filter((letter) => "([{".includes(letter)).length;
  const closed = [...query].filter((letter) => ")]}".includes(letter)).length;
  if (opened !== closed) problems.push("brackets");
  return problems;
}

interface Selected {
  readonly metric: string;
  readonly matchers: string;
}

function selectorsOf(query: string): Selected[] {
  return [...query.matchAll(/([A-Za-z_:][\w:]*)\{([^}]*)\}/g)].map(
    ([, metric = "", matchers = ""]) => ({ metric, matchers }),
  );
}

/** The name of a metric in PromQL: https://cloud.google.com/monitoring/promql/promql-mapping */
function inPromQl(metric: string): string {
  const [domain = "", ...path] = metric.split("/");
  return `${domain.replaceAll(".", "_")}:${path.join("_")}`;
}

const byPromQlName = new Map(
  Object.entries(metrics).flatMap(([metric, [resource, , value]]) =>
    (value === "DISTRIBUTION" ? ["_sum", "_count", "_bucket"] : [""]).map(
      (part) => [`${inPromQl(metric)}${part}`, resource] as const,
    ),
  ),
);

/** Whether something writes what a selector of PromQL selects. */
function isWritten({ metric, matchers }: Selected, logMetrics: readonly string[]): boolean {
  const [, logged] =
    /^logging_googleapis_com:user_([a-z_]+?)(?:_bucket|_count|_sum)?$/.exec(metric) ?? [];
  if (logged !== undefined) {
    return logMetrics.includes(logged);
  }
  const resource = byPromQlName.get(metric);
  // What the cluster says of its objects is there whenever the cluster is.
  return resource === undefined
    ? /^kube_[a-z_]+$/.test(metric)
    : matchers.includes(`monitored_resource="${resource}"`);
}

/** Why a query in PromQL would find nothing, or be refused. */
export function promQlProblems(query: string, logMetrics: readonly string[] = []): string[] {
  return queryRefusals(
    { query, duration: "0s", evaluationInterval: "60s", disableMetricValidation: true },
    logMetrics,
  );
}
