import type * as gcp from "@pulumi/gcp";
import type { ServiceObjectives } from "../../config";
import { series } from "./condition";

/** A service level objective of one service. */
export interface ServiceLevelObjective {
  /** What it is about; its id in Cloud Monitoring. */
  readonly id: "availability" | "latency";
  /** What it asks, such as `99% of the requests succeed`. */
  readonly title: string;
  /** Share of the requests that must be good, above 0 and at most 0.999. */
  readonly goal: number;
  /** Days over which it is judged, 1 to 30. */
  readonly rollingPeriodDays: number;
  /** Which requests are good, of which. */
  readonly requestBasedSli: gcp.types.input.monitoring.SloRequestBasedSli;
}

/**
 * The objectives of a service, on what Cloud Run itself counts. Requests that no instance took are counted;
 * those that never got as far as Cloud Run are the uptime checks' to see.
 */
export function slosOf(service: string, objectives: ServiceObjectives): ServiceLevelObjective[] {
  const { availability, latency, rollingPeriodDays } = objectives;
  const requests = (metric: string, ...more: readonly string[]) =>
    series(
      "cloud_run_revision",
      `run.googleapis.com/${metric}`,
      `resource.labels.service_name="${service}"`,
      ...more,
    );
  return [
    {
      id: "availability",
      title: `${availability.text} of the requests succeed`,
      goal: availability.fraction,
      rollingPeriodDays,
      requestBasedSli: {
        // Exactly two of good, bad and total: https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/timeseries-selectors
        goodTotalRatio: {
          badServiceFilter: requests("request_count", 'metric.labels.response_code_class="5xx"'),
          totalServiceFilter: requests("request_count"),
        },
      },
    },
    {
      id: "latency",
      title: `${latency.goal.text} of the requests are answered within ${latency.threshold.text}`,
      goal: latency.goal.fraction,
      rollingPeriodDays,
      requestBasedSli: {
        distributionCut: {
          // A WebSocket ends with 101, and its latency is its whole life.
          distributionFilter: requests("request_latencies", 'metric.labels.response_code!="101"'),
          range: { max: latency.threshold.milliseconds },
        },
      },
    },
  ];
}
