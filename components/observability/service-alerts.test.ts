import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { aiaWith } from "../testing/aia";
import type { StackFileData } from "../testing/stack-file";
import { uncheckedStagingWith } from "../testing/staging";
import { refusals } from "./acceptance.fixture";
import { type Alert, inPolicies } from "./alert";
import { policyArgs } from "./alert-policies";
import { alertsOf } from "./alerts";
import type { ThresholdCondition } from "./condition";
import { evaluate, opensAt, type Series } from "./promql.fixture";
import { type Answered, cloudRunSeriesOf, gatewaySeriesOf } from "./requests.fixture";
import { serviceAlerts } from "./service-alerts";

function alertsIn(configuration: StackConfiguration): Alert[] {
  const { observability } = configuration;
  if (observability === undefined) expect.unreachable("Nobody watches the stack.");
  return alertsOf(configuration, observability);
}

/** The alerts in PromQL that samples of an hour open, each with the minute and what it is about. */
function opened(configuration: StackConfiguration, series: readonly Series[]): string[] {
  return alertsIn(configuration).flatMap(({ name, conditions }) =>
    conditions.flatMap((condition) => {
      if (!("conditionPrometheusQueryLanguage" in condition)) return [];
      const { query, duration } = condition.conditionPrometheusQueryLanguage;
      // What services log is no request.
      if (query.includes("logging_googleapis_com")) return [];
      const found = opensAt({ query, duration }, series, 60);
      return found === undefined ? [] : [`${name}: ${found.labels}, minute ${found.minute}`];
    }),
  );
}

/** Staging, with one internal service that nothing outside reaches. */
const stack = (change: (config: StackFileData) => void = () => {}) =>
  uncheckedStagingWith((config) => {
    const { auth } = config["holdfast:services"];
    config["holdfast:services"].orchestrator = { ...auth, uses: {}, scale: { max: 4 } };
    config["holdfast:services"].backend.uses.orchestrator = {};
    change(config);
  });

/** Requests in every minute of an hour, one for each answer. */
function everyMinute(service: string, ...answers: readonly [status: number, ms: number][]) {
  return Array.from({ length: 60 }, (_, index) =>
    answers.map(([status, milliseconds]) => ({ minute: index + 1, service, status, milliseconds })),
  ).flat();
}

const times = <Item>(count: number, item: Item): Item[] =>
  Array.from({ length: count }, () => item);
const ok = (ms = 80): [number, number] => [200, ms];
const bad = (ms = 80): [number, number] => [500, ms];

describe("P6: what PyAirtable's users waited for, and nobody was told of", () => {
  it("P6: a mean of 5026 ms and 66.7 % of errors open alerts, of a service that nothing outside reaches, too", () => {
    const day = everyMinute("orchestrator", ok(5026), bad(5026), bad(5026));
    expect(opened(stack(), cloudRunSeriesOf(day))).toEqual([
      "error-ratio-warning: orchestrator, minute 14",
      "error-ratio-critical: orchestrator, minute 9",
      "mean-response: orchestrator, minute 9",
    ]);
  });

  it("P6: as they do of a service on GKE to which a host leads", () => {
    const day = everyMinute("api", ok(5026), bad(5026), bad(5026));
    const series = gatewaySeriesOf(day, { namespace: "aia-backend", port: 8000 });
    expect(opened(aiaWith(), series).map((text) => text.split(",")[0])).toEqual([
      "error-ratio-warning: gkegw1-x1y2-aia-backend-api-8000-z3w4",
      "error-ratio-critical: gkegw1-x1y2-aia-backend-api-8000-z3w4",
      "mean-response: gkegw1-x1y2-aia-backend-api-8000-z3w4",
    ]);
  });

  it("P6: a service that answers nothing but errors is down, however few ask", () => {
    const failing = everyMinute("auth", bad());
    expect(opened(stack(), cloudRunSeriesOf(failing))).toEqual(["service-down: auth, minute 8"]);
  });

  it("P6: a service with scale.min that runs no instance is down, though nobody asks", () => {
    const running = (from: number, to: number): Series => ({
      metric: "run_googleapis_com:container_instance_count",
      labels: { monitored_resource: "cloud_run_revision", service_name: "auth", state: "idle" },
      samples: new Map(Array.from({ length: to - from + 1 }, (_, index) => [from + index, 1])),
    });
    expect(opened(stack(), [running(1, 20)])).toEqual(["service-down: auth, minute 30"]);
    expect(opened(stack(), [running(1, 60)])).toEqual([]);
    // Without scale.min none is what an idle service has.
    const idle = {
      ...running(1, 20),
      labels: { ...running(1, 1).labels, service_name: "orchestrator" },
    };
    expect(opened(stack(), [idle])).toEqual([]);
  });
});

describe("P6: near misses, of which nobody is told", () => {
  const once = (count: number, answer: [number, number], minute = 10): Answered[] =>
    times(count, answer).map(([status, milliseconds]) => ({
      minute,
      service: "auth",
      status,
      milliseconds,
    }));
  /** 1000 requests a minute with this many failures. */
  const failing = (count: number) =>
    everyMinute("auth", ...times(count, bad()), ...times(1000 - count, ok()));

  it.each<[string, Answered[]]>([
    ["a mean of 499 ms", everyMinute("auth", ok(499), ok(499), ok(499))],
    ["a mean of exactly 500 ms", everyMinute("auth", ok(500), ok(500), ok(500))],
    ["0.9 % of errors", failing(9)],
    ["one slow request among few", [...everyMinute("auth", ok()), ...once(1, ok(60_000))]],
    ["one failed request among few", [...everyMinute("auth", ok()), ...once(1, bad())]],
    ["a burst of failures in one minute", [...everyMinute("auth", ok()), ...once(5, bad())]],
    ["three failures at night, and nothing else", once(3, bad())],
    ["two slow requests at night", once(2, ok(30_000))],
    ["a cold start at night", once(1, ok(12_000))],
    [
      "a WebSocket that was open for an hour",
      [...everyMinute("auth", ok()), ...once(1, [101, 3_600_000], 60)],
    ],
    [
      "WebSockets that end all the time",
      everyMinute("auth", ...times(9, [101, 3_600_000] as [number, number]), ok()),
    ],
    ["answers that are the callers' fault", everyMinute("auth", [401, 20], [404, 20], [429, 20])],
    ["no request at all", []],
  ])("P6: %s", (_, requests) => {
    expect(opened(stack(), cloudRunSeriesOf(requests))).toEqual([]);
  });

  it("P6: 4.9 % of errors are no critical alert, and a warning", () => {
    expect(opened(stack(), cloudRunSeriesOf(failing(49)))).toEqual([
      "error-ratio-warning: auth, minute 11",
    ]);
    expect(opened(stack(), cloudRunSeriesOf(failing(51)))).toContain(
      "error-ratio-critical: auth, minute 6",
    );
  });

  it("P6: services of another stack in the project", () => {
    const others = everyMinute("elsewhere", ...times(9, bad(9000)));
    expect(opened(stack(), cloudRunSeriesOf(others))).toEqual([]);
  });
});

describe("P6: a service that is slow by nature", () => {
  const slow = cloudRunSeriesOf(everyMinute("orchestrator", ok(1500), ok(1500), ok(1500)));
  const objectives = (written: object) =>
    stack((config) => {
      config["holdfast:services"].orchestrator.objectives = written;
    });

  it("P6: says so, and is told of from its own limit on", () => {
    expect(opened(stack(), slow)).toEqual(["mean-response: orchestrator, minute 9"]);
    const said = objectives({ meanResponse: "2s" });
    expect(opened(said, slow)).toEqual([]);
    const slower = cloudRunSeriesOf(everyMinute("orchestrator", ok(2100), ok(2100), ok(2100)));
    expect(opened(said, slower)).toEqual(["mean-response: orchestrator, minute 9"]);
    const others = cloudRunSeriesOf(everyMinute("auth", ok(1500), ok(1500), ok(1500)));
    expect(opened(said, others)).toEqual(["mean-response: auth, minute 9"]);
  });

  it("P6: moves the 95th percentile with it", () => {
    const latency = alertsIn(objectives({ meanResponse: "2s" })).find(
      ({ name }) => name === "latency",
    );
    const conditions = latency?.conditions as ThresholdCondition[];
    expect(
      conditions.map(({ conditionThreshold: { filter, thresholdValue } }) => [
        /service_name=(\S+)/.exec(filter)?.[1],
        thresholdValue,
      ]),
    ).toEqual([
      ['one_of("auth","backend")', 2000],
      ['"orchestrator"', 8000],
    ]);
    expect(latency?.title).toBe("requests slower than 2000 ms or 8000 ms");
  });

  it("P6: takes back what is not to be watched", () => {
    const day = cloudRunSeriesOf(everyMinute("orchestrator", ...times(5, bad(5026))));
    expect(opened(stack(), day)).toHaveLength(4);
    const off = (...unwatched: string[]) =>
      opened(objectives({ unwatched }), day).map((text) => text.split(":")[0]);
    expect(off("meanResponse", "errors", "down")).toEqual([]);
    expect(off("errors")).toEqual(["mean-response", "service-down"]);
    expect(off("down", "meanResponse")).toEqual(["error-ratio-warning", "error-ratio-critical"]);
  });
});

describe("P6: a stack of a thousand services", () => {
  const many = uncheckedStagingWith((config) => {
    const { auth } = config["holdfast:services"];
    for (let number = 1; number <= 1000; number++) {
      config["holdfast:services"][`service-${number}-of-a-rather-long-name`] = {
        ...auth,
        uses: {},
      };
    }
  });
  const { observability } = many;
  if (observability === undefined) expect.unreachable();

  it("P6: has fewer than a hundred alert policies on them, all of which the API takes", () => {
    const policies = inPolicies(serviceAlerts(many, observability));
    expect(policies.length).toBeLessThan(100);
    const channels = { WARNING: ["w"], CRITICAL: ["c"] };
    const args = { stack: "staging", project: "p", region: "r", channels };
    expect(policies.flatMap((alert) => refusals(policyArgs(alert, args), []))).toEqual([]);
  });

  it("P6: and each of them is watched", () => {
    const day = cloudRunSeriesOf(
      everyMinute("service-777-of-a-rather-long-name", ok(5026), bad(5026), bad(5026)),
    );
    expect(opened(many, day).map((text) => text.split(":")[0]?.replace(/-\d+$/, ""))).toEqual([
      "error-ratio-warning",
      "error-ratio-critical",
      "mean-response",
    ]);
  });
});

it("the evaluation of PromQL refuses what it does not know", () => {
  expect(() => evaluate("rate(x[5m])", [], 1)).toThrow();
  expect(() => evaluate("sum by (a) (x{}) > 1 or y", [], 1)).toThrow();
});
