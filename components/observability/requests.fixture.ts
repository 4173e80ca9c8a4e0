import type { Series } from "./promql.fixture";

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
