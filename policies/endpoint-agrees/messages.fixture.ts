import { ExemptionRegister } from "../framework/exemption-register";
import { noReport } from "../framework/result-report";
import type { CaseResource } from "../testing/policy-case";
import { analyzeResource, analyzeStack } from "../testing/run-policies";
import { endpointAgrees } from "./policy";

/** The messages for a program, as a user reads them. */
export async function messagesOf(
  ...resources: readonly CaseResource[]
): Promise<readonly string[]> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [endpointAgrees.forPack("mandatory", runtime)];
  for (const resource of resources) {
    await analyzeResource(policies, resource);
  }
  const { diagnostics } = await analyzeStack(policies, resources);
  return diagnostics.map(({ level, message }) => `${level}: ${message}`);
}
