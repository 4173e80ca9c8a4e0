import { z } from "zod";
import { duration } from "./duration";
import { percentage } from "./percentage";
import { oneOf } from "./value";

/** A time in which a request is answered. */
export interface LatencyThreshold {
  /** The time in milliseconds. */
  readonly milliseconds: number;
  /** The time as the stack file writes it, such as `"500ms"`. */
  readonly text: string;
}

const thresholdForm = /^([1-9][0-9]{0,4})(ms|s)$/;
const longestThreshold = 60_000;

const latencyThreshold = z
  .string()
  .regex(thresholdForm)
  .transform((written, context): LatencyThreshold => {
    const [, count, unit] = thresholdForm.exec(written) ?? [];
    const milliseconds = Number(count) * (unit === "s" ? 1000 : 1);
    if (!(milliseconds <= longestThreshold)) {
      context.addIssue({ code: "custom", message: "out of range" });
      return z.NEVER;
    }
    return { milliseconds, text: written };
  })
  .meta({ allowed: 'a time with its unit (ms or s), from "1ms" to "60s"', form: "latency" });

const change =
  "In place. What the service did in the period until now is judged by the new objective at once.";

/**
 * The least share that an objective may ask for. A fast burn is 14.4 times the error budget: with less than
 * 93.1 % that is more than all requests, and the alert could never come.
 */
const leastGoal = "95%";

/** The most that Cloud Monitoring takes: https://cloud.google.com/monitoring/api/ref_v3/rest/v3/services.serviceLevelObjectives */
const greatestGoal = "99.9%";

const availability = percentage(leastGoal, greatestGoal).meta({
  description: "Share of the requests that are answered with a status below 500.",
  change,
});

const threshold = latencyThreshold.meta({
  description: "Time within which a request counts as fast.",
  change,
});

const goal = percentage(leastGoal, greatestGoal).meta({
  description: "Share of the requests that are fast. WebSockets are not counted.",
  change,
});

/** What the stack file asks of every service that users reach. The one home of the defaults. */
export const objectives = z
  .strictObject({
    rollingPeriod: duration("1d", "30d", true).prefault("28d").meta({
      description:
        "Time over which objectives are judged, up to now. 28d has as many weekends in it at any time.",
      change,
    }),
    availability: availability.prefault("99%"),
    latency: z
      .strictObject({ threshold: threshold.prefault("500ms"), goal: goal.prefault("95%") })
      .prefault({})
      .meta({ description: "How fast requests are answered." }),
  })
  .meta({
    description:
      "Service level objectives of each service that edge or the internet reaches. Alerts go by how fast the error budget is used up.",
  });

/** What can be asked of a service, and what its stack file can take back. */
const asked = ["availability", "latency", "errors", "meanResponse", "down"] as const;

/** One of the things that can be asked of a service. */
export type Asked = (typeof asked)[number];

/** What the stack file asks of one service, where it differs. */
export const serviceObjectives = z
  .strictObject({
    availability: availability.optional().meta({ absent: "observability.objectives.availability" }),
    latency: z
      .strictObject({
        threshold: threshold.optional().meta({
          absent:
            "observability.objectives.latency.threshold, by as much longer or shorter as meanResponse is",
        }),
        goal: goal.optional().meta({ absent: "observability.objectives.latency.goal" }),
      })
      .default({})
      .meta({ description: "How fast requests are answered." }),
    errors: percentage("0.1%", "99%").optional().meta({
      description:
        "Share of the requests of five minutes that may end with a status of 500 or more before the critical alert. The warning moves with it.",
      absent: "observability.thresholds.serverErrors",
      change: "In place.",
    }),
    meanResponse: latencyThreshold.optional().meta({
      description:
        "Mean time in which the service answers, such as 2s where a model does the work. What else is asked of its time moves with it: the 95th percentile of observability.thresholds.requestLatency, and latency.threshold where it is not written.",
      absent: "observability.thresholds.meanResponse",
      change: "In place.",
    }),
    unwatched: z.array(oneOf(asked)).default([]).meta({
      description:
        "What is not asked of the service: it has no objective of that name and no alert. down is that it answers at all; meanResponse is the 95th percentile, too.",
      change: "In place. Objectives that go lose what they have counted.",
    }),
  })
  .meta({
    description:
      "What is asked of the service where it differs from what observability asks of all. A service that nothing outside reaches has service level objectives only if this is here; {} takes the usual ones.",
  });
