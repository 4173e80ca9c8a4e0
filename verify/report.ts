import type { Measurement } from "./check";
import type { Group } from "./plan";

/**
 * How a check ended: `passed`, `warned` (green, but not for long), `failed`, `unchecked` (it could not be
 * checked, so nobody knows) or `not-run` (what it needs is red, or the run was ended). Only the first two
 * are green.
 */
export type Status = "passed" | "warned" | "failed" | "unchecked" | "not-run";

/** What came of one check. */
export interface CheckResult {
  /** Stable name of the check. */
  readonly check: string;
  readonly group: Group;
  /** Service of which it is a check; none of what lies before the services. */
  readonly service?: string;
  readonly title: string;
  readonly status: Status;
  /** Time that it took. */
  readonly seconds: number;
  /** What was found, of a green one. */
  readonly found?: string;
  /** What is wrong, or will be soon: full sentences. */
  readonly problem?: string;
  /** What to look at next: a full sentence. */
  readonly advice?: string;
  readonly measurements: readonly Measurement[];
}

/** What came of a run. Its shape is that of `--json`. */
export interface VerificationReport {
  /** Raised when the shape changes in a way that a reader could stumble over. */
  readonly version: 1;
  readonly stack: string;
  /** Whether every check is green, and there was one. */
  readonly ok: boolean;
  /** Beginning and end, as RFC 3339. */
  readonly startTime: string;
  readonly endTime: string;
  readonly checks: readonly CheckResult[];
}

/** Whether a status is green. */
export function isGreen(status: Status): boolean {
  return status === "passed" || status === "warned";
}

/** Makes a report of the results of a run. */
export function reportOf(
  stack: string,
  checks: readonly CheckResult[],
  times: { readonly start: Date; readonly end: Date },
): VerificationReport {
  return {
    version: 1,
    stack,
    ok: checks.length > 0 && checks.every(({ status }) => isGreen(status)),
    startTime: times.start.toISOString(),
    endTime: times.end.toISOString(),
    checks,
  };
}
