/** The sorts of probes. */
export type ProbeKind = "startup" | "liveness" | "readiness";

/** Seconds that Cloud Run lets a start take: the period times the failures. See https://cloud.google.com/run/docs/configuring/healthchecks. */
export const LONGEST_START = 240;

/** Seconds that a request to a Cloud Run service may take: https://cloud.google.com/run/docs/configuring/request-timeout. */
export const LONGEST_REQUEST = 3600;

/** Seconds that a task of a Cloud Run job may take, 168 hours: https://cloud.google.com/run/quotas. */
export const LONGEST_TASK = 168 * 3600;

/** What a probe says where the program does not, on Cloud Run and Kubernetes alike. */
export const PROBE_DEFAULTS = { period: 10, timeout: 1, failures: 3 } as const;

/** The most seconds of the delay and the period of each sort, from https://cloud.google.com/run/docs/configuring/healthchecks. */
export const CLOUD_RUN_PROBES: Readonly<
  Record<ProbeKind, { readonly delay: number; readonly period: number }>
> = {
  startup: { delay: 240, period: 240 },
  liveness: { delay: 3600, period: 3600 },
  readiness: { delay: 3600, period: 3600 },
};

/**
 * Whether a probe may take as long as its period: a startup probe may, the others must have ended before the next one
 * begins.
 */
export function mayLastItsPeriod(kind: ProbeKind): boolean {
  return kind === "startup";
}
