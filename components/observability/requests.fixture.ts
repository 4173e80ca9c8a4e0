import type { Series } from "./promql.fixture";
import type { PointSeries } from "./threshold.fixture";

/** A request that a service answered. */
export interface Answered {
  /** The minute, from 1. */
  readonly minute: number;
  readonly service: string;
  readonly status: number;
  readonly milliseconds: number;
}

/** What Cloud Run writes of requests: counts and times, by service, revision, status and minute. */
export function cloudRunSeriesOf(requests: readonly Answered[]): Series[] {
  return seriesOf(requests, ({ service, status }) => ({
    metrics: ["run_googleapis_com:request_count", "run_googleapis_com:request_latencies"],
    labels: {
      monitored_resource: "cloud_run_revision",
      service_name: service,
      revision_name: `${service}-00001`,
      response_code: String(status),
      response_code_class: `${Math.floor(status / 100)}xx`,
    },
  }));
}

/** What the load balancer of a gateway writes of requests to a service in a namespace. */
export function gatewaySeriesOf(
  requests: readonly Answered[],
  { namespace, port }: { readonly namespace: string; readonly port: number },
): Series[] {
  return seriesOf(requests, ({ service, status }) => ({
    metrics: [
      "loadbalancing_googleapis_com:https_backend_request_count",
      "loadbalancing_googleapis_com:https_backend_latencies",
    ],
    labels: {
      monitored_resource: "https_lb_rule",
      backend_target_name: `gkegw1-x1y2-${namespace}-${service}-${port}-z3w4`,
      response_code: String(status),
      response_code_class: String(Math.floor(status / 100) * 100),
    },
  }));
}

function seriesOf(
  requests: readonly Answered[],
  told: (request: Answered) => {
    readonly metrics: readonly [count: string, latencies: string];
    readonly labels: Readonly<Record<string, string>>;
  },
): Series[] {
  const all = new Map<string, Series & { samples: Map<number, number> }>();
  const add = (metric: string, labels: Series["labels"], minute: number, amount: number) => {
    const key = `${metric}${JSON.stringify(labels)}`;
    const series = all.get(key) ?? { metric, labels, samples: new Map() };
    series.samples.set(minute, (series.samples.get(minute) ?? 0) + amount);
    all.set(key, series);
  };
  for (const request of requests) {
    const { metrics, labels } = told(request);
    const [count, latencies] = metrics;
    add(count, labels, request.minute, 1);
    add(`${latencies}_count`, labels, request.minute, 1);
    add(`${latencies}_sum`, labels, request.minute, request.milliseconds);
  }
  return [...all.values()];
}

/** The same requests as Cloud Monitoring names them in filters: of Cloud Run, or of the load balancer of a gateway. */
export function pointsOf(
  requests: readonly Answered[],
  gateway?: { readonly namespace: string; readonly port: number },
): PointSeries[] {
  const counts = new Map<string, PointSeries & { points: Map<number, number> }>();
  const times = new Map<string, PointSeries & { points: Map<number, number[]> }>();
  for (const { service, status, minute, milliseconds } of requests) {
    const labels = { "metric.labels.response_code": String(status) };
    const told: Readonly<Record<string, string>> =
      gateway === undefined
        ? {
            "resource.type": "cloud_run_revision",
            "resource.labels.service_name": service,
            "metric.labels.response_code_class": `${Math.floor(status / 100)}xx`,
          }
        : {
            "resource.type": "https_lb_rule",
            "resource.labels.backend_target_name": `gkegw1-x1y2-${gateway.namespace}-${service}-${gateway.port}-z3w4`,
            "metric.labels.response_code_class": String(Math.floor(status / 100) * 100),
          };
    const [count, latencies] =
      gateway === undefined
        ? ["run.googleapis.com/request_count", "run.googleapis.com/request_latencies"]
        : [
            "loadbalancing.googleapis.com/https/backend_request_count",
            "loadbalancing.googleapis.com/https/backend_latencies",
          ];
    const key = JSON.stringify([told, status]);
    const counted = counts.get(key) ?? {
      told: { ...told, ...labels, "metric.type": count },
      points: new Map(),
    };
    counts.set(key, counted);
    counted.points.set(minute, (counted.points.get(minute) ?? 0) + 1);
    const timed = times.get(key) ?? {
      told: { ...told, ...labels, "metric.type": latencies },
      points: new Map(),
    };
    times.set(key, timed);
    timed.points.set(minute, [...(timed.points.get(minute) ?? []), milliseconds]);
  }
  return [...counts.values(), ...times.values()];
}
