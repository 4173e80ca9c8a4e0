import type { Series } from "./promql.fixture";
import { type Answered, cloudRunSeriesOf, gatewaySeriesOf } from "./requests.fixture";
import { minutes, type Platform } from "./watched.fixture";

/** An answer, by its status and the time that it took. */
export const ok = (ms = 80): [number, number] => [200, ms];
const bad = (ms = 80, status = 500): [number, number] => [status, ms];
const times = <Item>(count: number, item: Item): Item[] =>
  Array.from({ length: count }, () => item);
/** All minutes from one to another. */
export const from = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The service of which the stories are: one that the internet reaches. */
export const service = "api-gateway";
/** Where it stands on GKE. */
export const gateway = { namespace: "pyairtable", port: 8000 };

/** What a service answers in a minute. */
export function at(
  minute: number,
  answers: readonly [number, number][],
  name = service,
): Answered[] {
  return answers.map(([status, milliseconds]) => ({ minute, service: name, status, milliseconds }));
}
const everyMinute = (...answers: readonly [number, number][]) =>
  from(1, minutes).flatMap((minute) => at(minute, answers));

/** What a platform says of the pods or instances of a service that ran until a minute. */
function running(platform: Platform, until: number): Series {
  return platform === "cloud-run"
    ? {
        metric: "run_googleapis_com:container_instance_count",
        labels: { monitored_resource: "cloud_run_revision", service_name: service, state: "idle" },
        samples: new Map(from(1, until).map((minute) => [minute, 1])),
      }
    : {
        metric: "kube_deployment_status_replicas_available",
        labels: { cluster: "pyairtable", deployment: service },
        samples: new Map(from(1, minutes).map((minute) => [minute, minute <= until ? 2 : 0])),
      };
}

/** What a platform counts of requests to the service, which runs until a minute. */
export const seriesOf = (
  platform: Platform,
  requests: readonly Answered[],
  until = minutes,
): Series[] => [
  ...(platform === "gke" ? gatewaySeriesOf(requests, gateway) : cloudRunSeriesOf(requests)),
  running(platform, until),
];

/** What happens, and what is told of it from which minute on: by queries, and by thresholds and objectives. */
export interface Story {
  readonly name: string;
  readonly requests: readonly Answered[];
  readonly queries?: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, number>>;
}

const objectives = (of: "availability" | "latency", minute: number) => ({
  [`objectives-${service}-${of}-fast`]: minute,
  [`objectives-${service}-${of}-slow`]: minute,
});

/** What happens to the service, what is told of it, and what nobody is to be told of. */
export const stories: readonly Story[] = [
  {
    name: "a mean of 5026 ms, and 66.7 % of errors",
    requests: everyMinute(ok(5026), bad(5026), bad(5026)),
    queries: { "error-ratio-critical": 9, "error-ratio-warning": 14, "mean-response": 9 },
    thresholds: { latency: 6, ...objectives("availability", 1), ...objectives("latency", 1) },
  },
  {
    name: "errors alone",
    requests: everyMinute(ok(), bad(), bad()),
    queries: { "error-ratio-critical": 9, "error-ratio-warning": 14 },
    thresholds: objectives("availability", 1),
  },
  {
    name: "slowness alone",
    requests: everyMinute(...times(3, ok(5026))),
    queries: { "mean-response": 9 },
    thresholds: { latency: 6, ...objectives("latency", 1) },
  },
  {
    name: "slowness that comes after an hour of health",
    requests: from(1, minutes).flatMap((minute) =>
      at(minute, times(3, ok(minute > 60 ? 5026 : 80))),
    ),
    // The health of the hour before is in the budget, too: a third of what was asked has to be slow.
    queries: { "mean-response": 66 },
    thresholds: { latency: 66, [`objectives-${service}-latency-slow`]: 86 },
  },
  {
    name: "nothing but errors, of several kinds and two revisions, of few requests",
    requests: everyMinute(bad(80, 500), bad(80, 502), bad(80, 503)).filter(
      ({ minute, status }) => minute % 3 !== status % 3 || status === 503,
    ),
    queries: { "error-ratio-critical": 10, "error-ratio-warning": 15, "service-down": 7 },
    thresholds: objectives("availability", 1),
  },
  {
    name: "nothing but errors, but for one answer in two thousand",
    requests: from(1, minutes).flatMap((minute) =>
      at(minute, [...times(399, bad()), minute % 5 === 3 ? ok() : bad()]),
    ),
    queries: { "error-ratio-critical": 6, "error-ratio-warning": 11, "service-down": 6 },
    thresholds: objectives("availability", 1),
  },
  {
    name: "nothing but errors, but for one answer in four hundred",
    requests: everyMinute(...times(399, bad()), ok()),
    queries: { "error-ratio-critical": 6, "error-ratio-warning": 11 },
    thresholds: objectives("availability", 1),
  },
  { name: "a mean of 499 ms", requests: everyMinute(...times(3, ok(499))) },
  {
    name: "4.9 % of errors, which are a warning and not the alert at 5 %",
    requests: everyMinute(...times(5, bad()), ...times(97, ok())),
    queries: { "error-ratio-warning": 11 },
  },
  {
    name: "0.9 % of errors",
    requests: everyMinute(bad(), ...times(110, ok())),
  },
  {
    name: "one slow request among many",
    requests: [...everyMinute(...times(20, ok())), ...at(30, [ok(60_000)])],
  },
  {
    name: "one slow request among few",
    requests: [...everyMinute(...times(2, ok())), ...at(30, [ok(60_000)])],
  },
  { name: "no request at all", requests: [] },
  {
    name: "a WebSocket of an hour",
    requests: [...everyMinute(ok(), ok()), ...at(70, [[101, 3_600_000]])],
  },
  {
    name: "WebSockets that end all the time, and nothing else",
    requests: everyMinute(...times(9, [101, 3_600_000] as [number, number])),
  },
];
