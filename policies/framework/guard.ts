import type { EnforcementLevel } from "@pulumi/policy";
import type { Configuration, OptionShape, Options } from "./configuration";
import { withinDeadline } from "./deadline";
import type { DeferredChecks } from "./deferred-checks";
import { PolicyFailure, unexpectedFailure } from "./failure";
import type { PackRuntime, PolicyDefinition } from "./policy";

/** A policy in a pack: what it is, and what the pack gives it. */
export interface Setting<Shape extends OptionShape> {
  readonly definition: PolicyDefinition<Shape>;
  readonly configuration: Configuration<Shape>;
  readonly level: EnforcementLevel;
  readonly runtime: PackRuntime;
  /** Where nobody listens to the engine: inputs of the resources that the run has registered so far, as the SDK gave them, by URN. */
  readonly inputs: Map<string, object>;
  /** Checks of a preview whose answers come with that about the stack. */
  readonly deferred: DeferredChecks;
}

/**
 * Runs a check within its deadline.
 *
 * @param subject What is judged, such as `Cloud Run service "api"`.
 * @throws PolicyFailure for whatever the check throws, without any value of the resource.
 */
export async function guarded<T>(
  policyId: string,
  subject: string,
  options: Options<OptionShape>,
  check: () => T | Promise<T>,
): Promise<T> {
  const seconds = options.deadlineSeconds;
  const late = () =>
    new PolicyFailure(
      `Policy "${policyId}" did not finish judging ${subject} within ${seconds} s. ` +
        'Find what it waits for, or raise "deadlineSeconds" in its configuration.',
    );
  try {
    return await withinDeadline(seconds, check, late);
  } catch (error) {
    throw unexpectedFailure(policyId, subject, error);
  }
}
