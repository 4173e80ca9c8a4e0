import { expect, it } from "vitest";
import type { CheckResult } from "../../../protocol/provider";
import { formatPath } from "../../../values/path";
import { type Properties, secret, unknown } from "../../../values/value";
import { gcp } from "../../provider";

function check(type: string, inputs: Properties): CheckResult {
  const provider = gcp();
  provider.configure({ project: "netra", region: "us-central1" });
  return provider.check({
    urn: `urn:pulumi:dev::stack::${type}::main`,
    type,
    logicalName: "main",
    inputs,
    priorInputs: undefined,
    randomSeed: new Uint8Array([1]),
    naming: undefined,
  });
}

const channel = "gcp:monitoring/notificationChannel:NotificationChannel";
const alert = "gcp:monitoring/alertPolicy:AlertPolicy";
const uptime = "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig";
const slo = "gcp:monitoring/slo:Slo";
const dashboard = "gcp:monitoring/dashboard:Dashboard";
const metric = "gcp:logging/metric:Metric";
const sink = "gcp:logging/projectSink:ProjectSink";

const host = { type: "uptime_url", labels: { host: "www.example.com" } };
const threshold = { filter: "f", comparison: "COMPARISON_GT", duration: "60s" };
const policy = (condition: Properties): Properties => ({
  displayName: "a",
  combiner: "OR",
  conditions: [{ displayName: "c", ...condition }],
});
const ratio = { goodServiceFilter: "good", totalServiceFilter: "total" };
const objective = {
  service: "backend",
  goal: 0.99,
  rollingPeriodDays: 28,
  requestBasedSli: { goodTotalRatio: ratio },
};

it.each<[string, string, Properties, RegExp]>([
  [
    "a channel with two secrets",
    channel,
    {
      type: "slack",
      sensitiveLabels: { authToken: secret("hunter2"), password: secret("hunter2") },
    },
    /Only one of/,
  ],
  [
    "a channel with no secret in their block",
    channel,
    { type: "slack", sensitiveLabels: {} },
    /None of/,
  ],
  [
    "a channel with one secret in two places",
    channel,
    {
      type: "pagerduty",
      labels: { service_key: secret("hunter2") },
      sensitiveLabels: { serviceKey: secret("hunter2") },
    },
    /exclude each other/,
  ],
  [
    "a write-only secret without its version",
    channel,
    { type: "slack", sensitiveLabels: { authTokenWo: secret("hunter2") } },
    /authTokenWoVersion/,
  ],
  [
    "a comparison that does not exist",
    alert,
    policy({ conditionThreshold: { ...threshold, comparison: "GT" } }),
    /"conditions\[0\].conditionThreshold.comparison" is "GT"/,
  ],
  [
    "an aligner that does not exist",
    alert,
    policy({
      conditionThreshold: { ...threshold, aggregations: [{ perSeriesAligner: "REDUCE_SUM" }] },
    }),
    /perSeriesAligner" is "REDUCE_SUM"/,
  ],
  [
    "a severity that does not exist",
    alert,
    { ...policy({}), severity: "HIGH" },
    /"severity" is "HIGH"/,
  ],
  [
    "a check of nothing",
    uptime,
    { displayName: "u", timeout: "10s" },
    /None of "monitoredResource"/,
  ],
  [
    "a check of two things",
    uptime,
    { displayName: "u", timeout: "10s", monitoredResource: host, resourceGroup: { groupId: "g" } },
    /Only one of/,
  ],
  [
    "a matcher that does not exist",
    uptime,
    {
      displayName: "u",
      timeout: "10s",
      monitoredResource: host,
      contentMatchers: [{ content: "x", matcher: "JSON_PATH" }],
    },
    /contentMatchers\[0\].matcher" is "JSON_PATH"/,
  ],
  ["an objective of always", slo, { ...objective, goal: 1 }, /"goal" is 1\. Allowed are/],
  ["an objective of never", slo, { ...objective, goal: 0 }, /"goal" is 0\. Allowed are/],
  ["an objective for 31 days", slo, { ...objective, rollingPeriodDays: 31 }, /Allowed are 1 to 30/],
  ["an objective for two periods", slo, { ...objective, calendarPeriod: "DAY" }, /Only one of/],
  [
    "an objective by two measures",
    slo,
    {
      ...objective,
      requestBasedSli: {
        goodTotalRatio: ratio,
        distributionCut: { distributionFilter: "f", range: { max: 1 } },
      },
    },
    /Only one of/,
  ],
  [
    "a range without ends",
    slo,
    {
      ...objective,
      requestBasedSli: { distributionCut: { distributionFilter: "f", range: {} } },
    },
    /None of/,
  ],
  ["a dashboard that is not JSON", dashboard, { dashboardJson: "{" }, /is not JSON/],
  ["buckets without bounds", metric, { filter: "f", bucketOptions: {} }, /None of/],
  [
    "BigQuery with the shared writer",
    sink,
    {
      destination: "d",
      uniqueWriterIdentity: false,
      bigqueryOptions: { usePartitionedTables: true },
    },
    /must be true/,
  ],
])("refuses %s", (_, type, inputs, message) => {
  const { failures } = check(type, inputs);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.map(String).join(" ")).toMatch(message);
  expect(failures.map(String).join(" ")).not.toContain("hunter2");
});

it.each<[string, string, Properties]>([
  [
    "a channel with its secret",
    channel,
    { type: "slack", sensitiveLabels: { authToken: secret("hunter2") } },
  ],
  ["a channel without secrets", channel, { type: "email", labels: { email_address: "a@b.c" } }],
  ["an alert", alert, policy({ conditionThreshold: threshold })],
  [
    "an alert whose filter is not known yet",
    alert,
    policy({ conditionThreshold: { ...threshold, filter: unknown } }),
  ],
  ["a check", uptime, { displayName: "u", timeout: "10s", monitoredResource: host }],
  ["an objective", slo, objective],
  ["an objective that is not known yet", slo, { ...objective, goal: unknown }],
  ["an objective of four nines", slo, { ...objective, goal: 0.9999 }],
  ["a dashboard", dashboard, { dashboardJson: "{}" }],
  ["a dashboard that is not known yet", dashboard, { dashboardJson: unknown }],
  ["a counting metric", metric, { filter: "f" }],
  [
    "a sink with a writer of its own",
    sink,
    { destination: "d", bigqueryOptions: { usePartitionedTables: true } },
  ],
])("accepts %s", (_, type, inputs) => {
  expect(check(type, inputs).failures).toEqual([]);
});

it("fills in what the provider fills in", () => {
  expect(
    check(uptime, { displayName: "u", timeout: "10s", monitoredResource: host }).inputs,
  ).toMatchObject({ period: "300s" });
  expect(check(alert, { ...policy({}), documentation: { content: "c" } }).inputs).toMatchObject({
    enabled: true,
    documentation: { mimeType: "text/markdown" },
  });
});

/** The changes between two sets of inputs, those that replace with a `!`. */
function changes(type: string, before: Properties, after: Properties): string[] {
  const provider = gcp();
  provider.configure({ project: "netra", region: "us-central1" });
  const subject = { urn: `urn:pulumi:dev::s::${type}::main`, type, logicalName: "main" };
  const prior = provider.create({ ...subject, inputs: before, preview: false });
  const request = { ...subject, id: prior.id, inputs: after, priorInputs: before };
  return provider
    .diff({ ...request, prior: prior.outputs })
    .changes.map(
      ({ path, kind, replaces }) => `${kind} ${formatPath(path)}${replaces ? " !" : ""}`,
    );
}

const tiles = (...titles: string[]) => ({
  dashboardJson: JSON.stringify({ tiles: titles.map((title) => ({ title, width: 4 })) }),
});
const reduced = (crossSeriesReducer?: string) =>
  policy({
    conditionThreshold: {
      ...threshold,
      aggregations: [{ alignmentPeriod: "60s", ...(crossSeriesReducer && { crossSeriesReducer }) }],
    },
  });

it.each<[string, string, Properties, Properties, string[]]>([
  [
    "a key that goes from a dashboard is no change",
    dashboard,
    tiles("a"),
    { dashboardJson: '{"tiles":[{"title":"a"}]}' },
    [],
  ],
  ["a tile that goes is one", dashboard, tiles("a", "b"), tiles("a"), ["update dashboardJson"]],
  ["a key that changes is one", dashboard, tiles("a"), tiles("b"), ["update dashboardJson"]],
  ["no reducer has two names", alert, reduced(), reduced("REDUCE_NONE"), []],
  [
    "a reducer is another one than none",
    alert,
    reduced(),
    reduced("REDUCE_SUM"),
    ["add conditions[0].conditionThreshold.aggregations[0].crossSeriesReducer"],
  ],
  [
    "another host replaces a check",
    uptime,
    { displayName: "u", timeout: "10s", monitoredResource: host },
    {
      displayName: "u",
      timeout: "10s",
      monitoredResource: { ...host, labels: { host: "api.example.com" } },
    },
    ["update monitoredResource.labels.host !"],
  ],
  [
    "a path is the same without its slash",
    uptime,
    { displayName: "u", timeout: "10s", monitoredResource: host, httpCheck: { path: "/health" } },
    { displayName: "u", timeout: "10s", monitoredResource: host, httpCheck: { path: "health" } },
    [],
  ],
  [
    "analytics stay on",
    "gcp:logging/projectBucketConfig:ProjectBucketConfig",
    { bucketId: "b", location: "l", project: "p", enableAnalytics: true },
    { bucketId: "b", location: "l", project: "p", enableAnalytics: false },
    [],
  ],
])("%s", (_, type, before, after, expected) => {
  expect(changes(type, before, after)).toEqual(expected);
});
