import { z } from "zod";
import { duration } from "./duration";
import { percentage } from "./percentage";

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
  .meta({ allowed: 'a time with its unit (ms or s), from "1ms" to "60s"' });

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

/** What the stack file asks of one service, where it differs. */
export const serviceObjectives = z
  .strictObject({
    availability: availability.optional().meta({ absent: "observability.objectives.availability" }),
    latency: z
      .strictObject({
        threshold: threshold
          .optional()
          .meta({ absent: "observability.objectives.latency.threshold" }),
        goal: goal.optional().meta({ absent: "observability.objectives.latency.goal" }),
      })
      .default({})
      .meta({ description: "How fast requests are answered." }),
  })
  .meta({
    description:
      "Service level objectives where they differ from those of observability.objectives. A service that nothing outside reaches has some only if this is here; {} takes the usual ones.",
  });
