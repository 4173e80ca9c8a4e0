import type { z } from "zod";
import type { Asked, LatencyThreshold, objectives, serviceObjectives } from "./schema/objectives";
import type { thresholds } from "./schema/observability-thresholds";
import type { Percentage } from "./schema/percentage";

/** What is asked of a service over days, of which alerts go by how fast the error budget is used up. */
export interface ServiceObjectives {
  /** Days over which the objectives are judged, 1 to 30. */
  readonly rollingPeriodDays: number;
  /** Share of the requests that are answered with a status below 500. Absent: none is asked. */
  readonly availability?: Percentage;
  /** Share of the requests, `goal`, that are answered within `threshold`. Absent: none is asked. */
  readonly latency?: { readonly threshold: LatencyThreshold; readonly goal: Percentage };
}

/** What is asked of a service now: beyond it somebody is told within minutes. Absent is what is not watched. */
export interface ServiceLimits {
  /** Share of the requests that may fail, as a part of 1. */
  readonly errors?: { readonly warning: number; readonly critical: number };
  /** Mean time of the requests, in milliseconds. */
  readonly meanResponse?: number;
  /** Time within which 95 of 100 requests are answered, in milliseconds. */
  readonly slowResponse?: number;
  /** Whether it must answer at all. */
  readonly down: boolean;
}

type Own = z.output<typeof serviceObjectives>;
type Usual = z.output<typeof objectives>;
type Thresholds = z.output<typeof thresholds>;

/** What the stack file asks of all services. */
export interface AskedOfAll {
  readonly objectives: Usual;
  readonly thresholds: Thresholds;
}

/** What a service writes of the time in which it answers. */
interface OwnTimes {
  readonly meanResponse?: LatencyThreshold;
  readonly latency?: { readonly threshold?: LatencyThreshold };
}

/** How many times longer than others a service may take. */
function slowness(
  { milliseconds }: Pick<Thresholds["meanResponse"], "milliseconds">,
  own: OwnTimes | undefined,
): number {
  return own?.meanResponse === undefined ? 1 : own.meanResponse.milliseconds / milliseconds;
}

/** The time within which a request of a service counts as fast, of the usual one and the usual mean. */
export function latencyThresholdOf(
  usual: LatencyThreshold,
  usualMean: Pick<Thresholds["meanResponse"], "milliseconds">,
  own: OwnTimes | undefined,
): LatencyThreshold {
  const factor = slowness(usualMean, own);
  if (own?.latency?.threshold !== undefined || factor === 1) {
    return own?.latency?.threshold ?? usual;
  }
  const milliseconds = Math.max(1, Math.round(usual.milliseconds * factor));
  return { milliseconds, text: `${milliseconds}ms` };
}

/**
 * The objectives of a service: those that it names, and the usual ones for the rest. `undefined` where there
 * are none: nobody is there to be told, the service asks for none, or it names none and nothing outside reaches it.
 */
export function objectivesOf(
  usual: AskedOfAll | undefined,
  own: Own | undefined,
  isReached: boolean,
): ServiceObjectives | undefined {
  if (usual === undefined || (own === undefined && !isReached)) {
    return undefined;
  }
  const { rollingPeriod, availability, latency } = usual.objectives;
  const isAsked = (what: Asked) => !own?.unwatched.includes(what);
  const result: ServiceObjectives = {
    rollingPeriodDays: rollingPeriod.days,
    ...(isAsked("availability") && { availability: own?.availability ?? availability }),
    ...(isAsked("latency") && {
      latency: {
        threshold: latencyThresholdOf(latency.threshold, usual.thresholds.meanResponse, own),
        goal: own?.latency.goal ?? latency.goal,
      },
    }),
  };
  return isAsked("availability") || isAsked("latency") ? result : undefined;
}

/**
 * What is asked of a service now. A service that names one limit of a measure moves the others of that measure by as
 * much, so that a warning stays before what it warns of. `undefined` where nobody is there to be told.
 */
export function limitsOf(
  usual: AskedOfAll | undefined,
  own: Own | undefined,
): ServiceLimits | undefined {
  if (usual === undefined) {
    return undefined;
  }
  const { serverErrors, meanResponse, requestLatency } = usual.thresholds;
  const isAsked = (what: Asked) => !own?.unwatched.includes(what);
  const critical = own?.errors?.fraction ?? serverErrors.critical.percent / 100;
  const tolerance = critical / (serverErrors.critical.percent / 100);
  const factor = slowness(meanResponse, own);
  return {
    down: isAsked("down"),
    ...(isAsked("errors") && {
      errors: { critical, warning: rounded((serverErrors.warning.percent / 100) * tolerance) },
    }),
    ...(isAsked("meanResponse") && {
      meanResponse: own?.meanResponse?.milliseconds ?? meanResponse.milliseconds,
      slowResponse: Math.max(1, Math.round(requestLatency.milliseconds * factor)),
    }),
  };
}

/** A share without what a computation with binary fractions leaves behind its sixth decimal. */
function rounded(share: number): number {
  return Number(share.toFixed(6));
}
