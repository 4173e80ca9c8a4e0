import type { z } from "zod";
import type { LatencyThreshold, objectives, serviceObjectives } from "./schema/objectives";
import type { Percentage } from "./schema/percentage";

/** What is asked of a service. */
export interface ServiceObjectives {
  /** Days over which the objectives are judged, 1 to 30. */
  readonly rollingPeriodDays: number;
  /** Share of the requests that are answered with a status below 500. */
  readonly availability: Percentage;
  /** Share of the requests, `goal`, that are answered within `threshold`. */
  readonly latency: { readonly threshold: LatencyThreshold; readonly goal: Percentage };
}

/**
 * The objectives of a service: those that it names, and the usual ones for the rest. `undefined` where there
 * are none: nobody is there to be told, or the service names none and nothing outside reaches it.
 */
export function objectivesOf(
  usual: z.output<typeof objectives> | undefined,
  own: z.output<typeof serviceObjectives> | undefined,
  isReached: boolean,
): ServiceObjectives | undefined {
  if (usual === undefined || (own === undefined && !isReached)) {
    return undefined;
  }
  return {
    rollingPeriodDays: usual.rollingPeriod.days,
    availability: own?.availability ?? usual.availability,
    latency: {
      threshold: own?.latency.threshold ?? usual.latency.threshold,
      goal: own?.latency.goal ?? usual.latency.goal,
    },
  };
}
