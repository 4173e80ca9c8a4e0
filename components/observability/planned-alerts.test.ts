import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLeash } from "../../offline/process/leash";
import { ensureTool } from "../../offline/tools/ensure-tool";
import { Promtool } from "./promtool.fixture";
import { cloudRunSeriesOf, gatewaySeriesOf, pointsOf } from "./requests.fixture";
import { at, from, gateway, ok, seriesOf, service, stories } from "./stories.fixture";
import { type PlannedThreshold, type PointSeries, thresholdOpensAt } from "./threshold.fixture";
import { minutes, type Platform, Watched } from "./watched.fixture";

const platforms = ["cloud-run", "gke"] as const;
const leash = openLeash();
let promtool: Promtool;
let watched: Readonly<Record<Platform, Watched>>;
beforeAll(async () => {
  promtool = new Promtool(await ensureTool("promtool"), leash);
  watched = { "cloud-run": await Watched.on("cloud-run"), gke: await Watched.on("gke") };
}, 1_800_000);
afterAll(() => leash.close());

/** As the evaluations say it. */
const told = (expected: Readonly<Record<string, number>> = {}, label: string) =>
  Object.entries(expected)
    .map(([alert, minute]) => `${alert}: ${label}, minute ${minute}`)
    .sort();

const label = { "cloud-run": "service_name", gke: "backend_target_name" } as const;
const value = {
  "cloud-run": service,
  gke: `gkegw1-x1y2-${gateway.namespace}-${service}-${gateway.port}-z3w4`,
} as const;

/** The services whose requests a platform counts: on GKE those to which a host leads. With their ports. */
const counted: Readonly<Record<Platform, Readonly<Record<string, number>>>> = {
  "cloud-run": {
    "airtable-gateway": 8002,
    "platform-services": 8007,
    "mcp-server": 8001,
    "llm-orchestrator": 8003,
    "automation-services": 8006,
    "saga-orchestrator": 8008,
    "api-gateway": 8000,
    frontend: 3000,
  },
  gke: { "api-gateway": 8000, frontend: 3000 },
};

describe.each(platforms)("P6: the alerts that PyAirtable's stack registers on %s", (platform) => {
  it.each(stories)("P6: tell of what happens, by their queries: $name", (story) => {
    const found = watched[platform].byQueries(seriesOf(platform, story.requests));
    expect(found.sort()).toEqual(told(story.queries, value[platform]));
  });

  it.each(stories)("P6: tell of what happens, by their thresholds: $name", (story) => {
    const points = pointsOf(story.requests, platform === "gke" ? gateway : undefined);
    const found = watched[platform].byThresholds(points);
    const expected = Object.entries(story.thresholds ?? {}).map(
      ([alert, minute]) =>
        // An objective is of one service; its policy compares no groups.
        `${alert}: ${alert.startsWith("objectives-") ? "" : value[platform]}, minute ${minute}`,
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  it("P6: are taken by Prometheus as they are", async () => {
    expect(watched[platform].rules.length).toBeGreaterThan(9);
    expect(await promtool.refusals(watched[platform].rules)).toBe("");
  });

  it("P6: are beside charts that Prometheus takes", async () => {
    const { charts } = watched[platform];
    expect(charts.length).toBeGreaterThan(3);
    const rules = charts.map((query, index) => ({
      alert: `chart-${index}`,
      query,
      duration: "0s",
    }));
    expect(await promtool.refusals(rules)).toBe("");
  });

  it("P6: fire in Prometheus at the same minutes, of the same services, and at no other", async () => {
    const cases = stories.map(({ name, requests, queries = {} }) => ({
      name,
      series: seriesOf(platform, requests),
      minutes,
      expected: Object.entries(queries).map(([alert, minute]) => ({
        alert,
        minute,
        labels: { [label[platform]]: value[platform] },
      })),
    }));
    expect(await promtool.disagreements(watched[platform].judgedRules, cases)).toBe("");
  });

  it("P6: tell so of every service whose requests the platform counts", async () => {
    const [{ requests, queries = {} } = { requests: [] }] = stories;
    const series = Object.entries(counted[platform]).flatMap(([name, port]) => {
      const own = requests.map((request) => ({ ...request, service: name }));
      return platform === "gke"
        ? gatewaySeriesOf(own, { ...gateway, port })
        : cloudRunSeriesOf(own);
    });
    const expected = Object.entries(counted[platform]).flatMap(([name, port]) =>
      Object.entries(queries).map(([alert, minute]) => ({
        alert,
        minute,
        labels: {
          [label[platform]]:
            platform === "gke" ? `gkegw1-x1y2-${gateway.namespace}-${name}-${port}-z3w4` : name,
        },
      })),
    );
    expect(expected).toHaveLength(platform === "gke" ? 6 : 24);
    const day = { name: "the day", series, minutes, expected };
    expect(await promtool.disagreements(watched[platform].judgedRules, [day])).toBe("");
  });

  it("P6: tell of a service whose last instance or pod is gone, though nobody asks it anything", async () => {
    const series = seriesOf(platform, [], 20);
    const [alert, minute, name] =
      platform === "gke"
        ? (["workload-down", 23, "deployment"] as const)
        : (["service-down", 30, "service_name"] as const);
    expect(watched[platform].byQueries(series)).toEqual([`${alert}: ${service}, minute ${minute}`]);
    const expected = [{ alert, minute, labels: { [name]: service } }];
    const gone = { name: "gone", series, minutes, expected };
    expect(await promtool.disagreements(watched[platform].judgedRules, [gone])).toBe("");
  });

  it("P6: tell of a host that fails from two places, and of none that fails from one", () => {
    const host = "api.pyairtable.example";
    const looks = (failing: number): PointSeries[] =>
      from(1, 3).map((place) => ({
        told: {
          "resource.type": "uptime_url",
          "metric.type": "monitoring.googleapis.com/uptime_check/check_passed",
          "resource.labels.host": host,
          "metric.labels.check_id": "api",
          "metric.labels.checker_location": `place-${place}`,
        },
        points: new Map(
          from(1, minutes).map((minute) => [minute, minute < 10 || place > failing] as const),
        ),
      }));
    expect(watched[platform].byThresholds(looks(2))).toEqual([
      `uptime-failed: ${host},api, minute 12`,
    ]);
    expect(watched[platform].byThresholds(looks(1))).toEqual([]);
  });
});

describe("the evaluations of alerts", () => {
  it("are none that agree with everything", async () => {
    const { judgedRules } = watched["cloud-run"];
    const day = seriesOf("cloud-run", stories[0]?.requests ?? []);
    const silent = { name: "silent", series: day, minutes, expected: [] };
    expect(await promtool.disagreements(judgedRules, [silent])).toContain("error-ratio-critical");
    const [rule] = judgedRules;
    const spoilt = { alert: "spoilt", duration: "60s", query: `${rule?.query} or (` };
    expect(await promtool.refusals([spoilt])).toContain("parse error");
  });

  it("refuse a threshold whose form they do not know", () => {
    const [first] = pointsOf(at(1, [ok()]));
    const series = first === undefined ? [] : [first];
    const threshold = (change: Partial<PlannedThreshold>): PlannedThreshold => ({
      filter: 'resource.type="cloud_run_revision"',
      aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_MAX" }],
      comparison: "COMPARISON_GT",
      thresholdValue: 0,
      duration: "0s",
      ...change,
    });
    const judged = (change: Partial<PlannedThreshold>) =>
      thresholdOpensAt([threshold(change)], "OR", series, 1);
    expect(judged({})).toBeDefined();
    for (const change of [
      { filter: 'resource.type=starts_with("cloud")' },
      { aggregations: [] },
      { aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_STDDEV" }] },
      { comparison: "COMPARISON_GE" },
      { denominatorFilter: 'resource.type="cloud_run_revision"' },
      { filter: 'select_slo_burn_rate("projects/1/services/a/serviceLevelObjectives/b", "60s")' },
    ]) {
      expect(() => judged(change), JSON.stringify(change)).toThrow("is not known");
    }
  });
});
