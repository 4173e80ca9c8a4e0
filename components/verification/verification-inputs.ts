import type { StackConfiguration } from "../../config";
import { bundleVerification } from "../../verify/function/bundle";
import { verificationPlan } from "../../verify/verification-plan";
import type { SecretReference } from "../secrets/credential";
import { found } from "../services/variable-values";
import type { VerificationArgs } from "./verification";

/**
 * The arguments of the checks that follow from the stack file: `npm run verify` and the stack derive what is
 * checked in the same way. `secrets` are the secrets of the stack by id.
 */
export function verificationInputs(
  configuration: StackConfiguration,
  secrets: Readonly<Record<string, SecretReference>>,
): VerificationArgs {
  const plan = verificationPlan(configuration);
  return {
    project: configuration.project,
    region: configuration.region,
    source: bundleVerification(plan),
    schedules: plan.schedules.cron,
    syntheticPeriod: `${plan.schedules.syntheticSeconds}s`,
    secrets: Object.fromEntries(
      Object.entries(plan.secrets).map(([variable, id]) => [variable, found(secrets, id)]),
    ),
  };
}
