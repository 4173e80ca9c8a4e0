import { ExemptionRegister } from "../framework/exemption-register";
import type { Policy } from "../framework/policy";
import { noReport } from "../framework/result-report";
import type { CaseResource } from "./policy-case";
import { analyzeResource, analyzeStack, withOptions } from "./run-policies";

/** What a user reads of a policy that judges resources and the stack. */
export interface Judgement {
  /** The messages before a resource is created, in the order of the resources. */
  readonly early: readonly string[];
  /** The messages at the end of the run. */
  readonly atEnd: readonly string[];
}

/** Lets a policy judge some resources in their order, and then the stack, as one run does. */
export async function judgeResources(
  policy: Policy,
  resources: readonly [CaseResource, ...CaseResource[]],
  options: object = {},
): Promise<Judgement> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [withOptions(policy.forPack("mandatory", runtime), options)];
  const early: string[] = [];
  for (const resource of resources) {
    const { diagnostics } = await analyzeResource(policies, resource);
    early.push(...diagnostics.map(({ message }) => message));
  }
  const { diagnostics } = await analyzeStack(policies, resources);
  return { early, atEnd: diagnostics.map(({ message }) => message) };
}

/** What a user reads at the end of a run in which a policy judged a program, with the level of each message. */
export async function messagesAtEnd(
  policy: Policy,
  resources: readonly CaseResource[],
): Promise<readonly string[]> {
  const runtime = { exemptions: new ExemptionRegister(), report: noReport };
  const policies = [policy.forPack("mandatory", runtime)];
  for (const resource of resources) {
    await analyzeResource(policies, resource);
  }
  const { diagnostics } = await analyzeStack(policies, resources);
  return diagnostics.map(({ level, message }) => `${level}: ${message}`);
}
