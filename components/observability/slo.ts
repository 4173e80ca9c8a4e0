import type * as gcp from "@pulumi/gcp";
import type { ServiceObjectives } from "../../config";
import type { RequestSeries } from "./request-series";

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
 * The objectives of a service, on what its platform counts: Cloud Run itself, where requests that no instance took are
 * counted too, or the load balancer in front of a cluster. Those that never got as far are the uptime checks' to see.
 */
export function slosOf(
  { requests, failed, latencies }: Pick<RequestSeries, "requests" | "failed" | "latencies">,
  objectives: ServiceObjectives,
): ServiceLevelObjective[] {
  const { availability, latency, rollingPeriodDays } = objectives;
  const asked: ServiceLevelObjective[] = [];
  if (availability !== undefined) {
    asked.push({
      id: "availability",
      title: `${availability.text} of the requests succeed`,
      goal: availability.fraction,
      rollingPeriodDays,
      requestBasedSli: {
        // Exactly two of good, bad and total: https://cloud.google.com/stackdriver/docs/solutions/slo-monitoring/api/timeseries-selectors
        goodTotalRatio: {
          badServiceFilter: failed,
          totalServiceFilter: requests,
        },
      },
    });
  }
  if (latency !== undefined) {
    asked.push({
      id: "latency",
      title: `${latency.goal.text} of the requests are answered within ${latency.threshold.text}`,
      goal: latency.goal.fraction,
      rollingPeriodDays,
      requestBasedSli: {
        distributionCut: {
          distributionFilter: latencies,
          range: { max: latency.threshold.milliseconds },
        },
      },
    });
  }
  return asked;
}
