import type { ReportViolation } from "@pulumi/policy";

/** One line of the policy section of a plan. */
export interface Diagnostic {
  /** What the user reads, in full; the SDK puts nothing before it. */
  readonly message: string;
  /** The resource that it is about; the stack when absent. */
  readonly urn?: string;
  /**
   * `advisory` shows it without failing the run, `mandatory` fails the run. Default: the level at which the policy runs.
   */
  readonly enforcementLevel?: "advisory" | "mandatory";
}

/**
 * Hands a diagnostic to the engine. The SDK's typings allow a text only, before which it puts the policy's description
 * and for which it takes the policy's level; the object that it accepts as well has neither limit.
 * See docs/decisions/policy-diagnostics.md.
 */
export function emit(reportViolation: ReportViolation, diagnostic: Diagnostic): void {
  (reportViolation as unknown as (diagnostic: Diagnostic) => void)(diagnostic);
}
