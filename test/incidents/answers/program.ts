import { ExemptionRegister } from "../../../policies/framework/exemption-register";
import { noReport } from "../../../policies/framework/result-report";
import { packPolicies } from "../../../policies/pack";
import type { CaseResource } from "../../../policies/testing/policy-case";
import { analyzeResource, analyzeStack } from "../../../policies/testing/run-policies";

/** What one policy of the pack, asked through the policy SDK, refuses in the resources of a program. */
export async function violationsOf(
  policyId: string,
  resources: readonly CaseResource[],
): Promise<string[]> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = packPolicies(runtime).filter(({ name }) => name === policyId);
  const answers = [];
  for (const resource of resources) {
    answers.push(await analyzeResource(policies, resource));
  }
  answers.push(await analyzeStack(policies, resources));
  return answers
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ level }) => level === "mandatory")
    .map(({ message }) => message);
}
