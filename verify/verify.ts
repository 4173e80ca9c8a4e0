import type { Check } from "./check";
import { type CheckContext, checksOf } from "./checks";
import type { Group } from "./plan";
import { type CheckResult, reportOf, type VerificationReport } from "./report";
import { runChecks } from "./run-checks";

/** Checks that run at a time. */
const AT_ONCE = 8;

/** Seconds for a whole run, unless said otherwise. */
export const DEADLINE_SECONDS = 120;

/** How a plan is carried out. */
export interface VerificationOptions {
  readonly groups: readonly Group[];
  /** Seconds for the whole run. */
  readonly deadlineSeconds: number;
  /** Ends the run at once. */
  readonly signal: AbortSignal;
  /** Told when a check begins. */
  onStart?(check: Check): void;
  /** Told when a check has ended. */
  onResult?(result: CheckResult): void;
}

/** Runs the checks of a plan. Whatever goes wrong is in the report; nothing is thrown. */
export async function verify(
  context: CheckContext,
  { groups, ...options }: VerificationOptions,
): Promise<VerificationReport> {
  const start = context.now();
  const results = await runChecks(checksOf(context, groups), {
    ...options,
    atOnce: AT_ONCE,
    secrets: context.secrets,
  });
  return reportOf(context.plan.stack, results, { start, end: context.now() });
}
