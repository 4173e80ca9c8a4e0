import type { PolicyResult } from "../../policies/framework/result-report";
import type { PackConfiguration } from "../engine/pack-configuration";
import { type PolicySummary, summarize } from "../engine/policy-report";
import { plural } from "./header";

/** How many reasons for policies that were not evaluated are shown; the rest is counted. */
const SHOWN_REASONS = 10;

/** What a run comes to. */
export interface Verdict {
  /** Lines for people. */
  readonly text: string;
  /** Exit code. */
  readonly code: number;
}

/**
 * Judges a run by Pulumi's exit code and the policy pack's report. Only a run that Pulumi ended well,
 * whose resources the pack has judged, and without a violation of a mandatory policy, comes to 0.
 */
export function judgeRun(
  code: number,
  results: readonly PolicyResult[],
  configuration: PackConfiguration,
): Verdict {
  // Every program has at least the stack itself, and each policy reports on each resource.
  if (results.length === 0) {
    return code === 0
      ? {
          text: "\nPolicy result: the policy pack did not report, so nothing was judged.\n",
          code: 1,
        }
      : { text: "\nPolicy result: not run to the end, since the plan failed before.\n", code };
  }
  const violations = results.filter(({ result }) => result === "violated");
  const mandatory = violations.filter((result) => levelOf(result, configuration) !== "advisory");
  return {
    text: `\n${describe(summarize(results))}`,
    code: code === 0 && mandatory.length > 0 ? 1 : code,
  };
}

/** The level at which a policy ran: the configuration's word on it, on all policies, or the pack's. */
function levelOf({ policy, level }: PolicyResult, configuration: PackConfiguration): string {
  const levels = [policy, "all"].map((name) => {
    const given = configuration[name];
    if (typeof given === "string") return given;
    return (given as { enforcementLevel?: string } | undefined)?.enforcementLevel;
  });
  return levels.find((one) => one !== undefined) ?? level;
}

function describe(summary: PolicySummary): string {
  const { policies, resources, reasons } = summary;
  const counts: [string, number][] = [
    ["passed", summary.passed],
    ["violated", summary.violated],
    ["not applicable", summary.notApplicable],
    ["not evaluated", summary.notEvaluated],
    ["exempted", summary.exempted],
  ];
  const lines = [
    `Policy result: ${plural(policies, "policy", "policies")} at ${plural(resources, "resource")}`,
    `  ${counts.map(([word, count]) => `${count} ${word}`).join(", ")}`,
    ...(reasons.length > 0 ? ["  Not evaluated, since:"] : []),
    ...reasons
      .slice(0, SHOWN_REASONS)
      .map(({ policy, message, count }) => `    ${count} x ${policy}: ${message}`),
  ];
  if (reasons.length > SHOWN_REASONS) {
    lines.push(`    and ${plural(reasons.length - SHOWN_REASONS, "more reason")}`);
  }
  return `${lines.join("\n")}\n`;
}
