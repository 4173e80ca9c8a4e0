import type { Diagnostic } from "./diagnostic";
import type { Exemption } from "./exemption";
import { type Finding, sentence } from "./finding";
import type { PolicyResult } from "./result-report";

/** What follows from the findings of one policy at one resource. */
export interface Verdict {
  readonly result: PolicyResult["result"];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a verdict depends on beside the findings. */
export interface Circumstances {
  /** The words for the resource, such as `Cloud Run service "api"`. */
  readonly subject: string;
  /** URN of the resource; absent for a finding about the stack. */
  readonly urn?: string;
  /** The policy's option of that name. */
  readonly undetermined: "warn" | "block";
  /** The exemption in force for the policy at the resource. */
  readonly exemption?: Exemption;
}

/**
 * Judges findings: a violation stands at the policy's level, what could not be evaluated is shown without failing the
 * run unless it is told to block, and what is exempt becomes one note that says so.
 */
export function judge(findings: readonly Finding[], circumstances: Circumstances): Verdict {
  const { subject, urn, exemption } = circumstances;
  const blocking = findings.filter((finding) => blocks(finding, circumstances.undetermined));
  const shown = findings.filter((finding) => !blocking.includes(finding));
  const notes = shown.map(
    (finding): Diagnostic => ({
      message: sentence(subject, finding),
      urn,
      enforcementLevel: "advisory",
    }),
  );
  if (exemption !== undefined && blocking.length > 0) {
    const note: Diagnostic = {
      message: exemptionNote(exemption, subject, blocking),
      urn,
      enforcementLevel: "advisory",
    };
    return { result: "exempted", diagnostics: [note, ...notes] };
  }
  const diagnostics = [
    ...blocking.map((finding): Diagnostic => ({ message: sentence(subject, finding), urn })),
    ...notes,
  ];
  return { result: resultOf(findings), diagnostics };
}

const FROM_BEST_TO_WORST: readonly PolicyResult["result"][] = [
  "not-applicable",
  "passed",
  "exempted",
  "not-evaluated",
  "violated",
];

/** The graver of two results. */
export function worse(
  left: PolicyResult["result"],
  right: PolicyResult["result"],
): PolicyResult["result"] {
  return FROM_BEST_TO_WORST.indexOf(left) > FROM_BEST_TO_WORST.indexOf(right) ? left : right;
}

function blocks(finding: Finding, undetermined: "warn" | "block"): boolean {
  return finding.kind === "violation" || finding.blocking === true || undetermined === "block";
}

function resultOf(findings: readonly Finding[]): PolicyResult["result"] {
  if (findings.length === 0) {
    return "passed";
  }
  return findings.some((finding) => finding.kind === "violation") ? "violated" : "not-evaluated";
}

function exemptionNote(
  exemption: Exemption,
  subject: string,
  findings: readonly Finding[],
): string {
  const covered = findings.map((finding) => sentence(subject, finding)).join(" ");
  const reason = exemption.reason.replace(/[.\s]+$/, "");
  return `Exempted until ${exemption.expires} by ${exemption.owner}: ${reason}. Covers: ${covered}`;
}
