import type { ReportViolation } from "@pulumi/policy";
import type { OptionShape, Options } from "./configuration";
import { emit } from "./diagnostic";
import type { PolicyFailure } from "./failure";
import type { Finding } from "./finding";
import type { Setting } from "./guard";
import { NotApplicable, type PolicyAnswer } from "./policy";
import type { PolicyResult } from "./result-report";
import { judge } from "./verdict";

/** A resource that a policy judges. */
export interface Judged {
  readonly urn: string;
  readonly type: string;
  /** The words for it, such as `Cloud Run service "api"`. */
  readonly subject: string;
}

/** Reports what a policy answered for a resource, and hands to the engine what users are to see of it. */
export function showAnswer<Shape extends OptionShape>(
  { definition: { id }, level, runtime }: Setting<Shape>,
  { undetermined }: Options<OptionShape>,
  { urn, type, subject }: Judged,
  answer: PolicyAnswer,
  reportViolation: ReportViolation,
): void {
  if (answer instanceof NotApplicable) {
    runtime.report.add({ urn, type, policy: id, level, result: "not-applicable", findings: [] });
    return;
  }
  const exemption = runtime.exemptions.find(id, urn);
  const { result, diagnostics } = judge(answer, { subject, urn, undetermined, exemption });
  runtime.report.add({ urn, type, policy: id, level, result, findings: reported(answer) });
  for (const diagnostic of diagnostics) {
    emit(reportViolation, diagnostic);
  }
}

/**
 * Reports that a check could not do its work, and fails the run at the resource whatever the level. Thrown to the SDK, it
 * would take with it what all policies have found in the same answer.
 */
export function showFailure<Shape extends OptionShape>(
  { definition: { id }, level, runtime }: Setting<Shape>,
  { urn, type }: Judged,
  { message }: PolicyFailure,
  reportViolation: ReportViolation,
): void {
  const findings = [{ kind: "undetermined", path: "", message } as const];
  runtime.report.add({ urn, type, policy: id, level, result: "not-evaluated", findings });
  emit(reportViolation, { message, urn, enforcementLevel: "mandatory" });
}

/** Findings as the report keeps them. */
export function reported(findings: readonly Finding[]): PolicyResult["findings"] {
  return findings.map(({ kind, path, message }) => ({ kind, path, message }));
}
