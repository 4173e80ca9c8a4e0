import { configurationOf, type OptionShape } from "./configuration";
import { DeferredChecks } from "./deferred-checks";
import { keepInputs, listenToEngine } from "./engine-requests";
import type { Policy, PolicyDefinition, SdkPolicy } from "./policy";
import { resourceValidation } from "./resource-validation";
import { stackValidation } from "./stack-validation";

const DOCUMENTATION = "https://github.com/holdfast/holdfast/blob/main/docs/policies.md";

/** Makes a policy. pack.ts lists it with its level. */
export function definePolicy<Shape extends OptionShape = Record<never, never>>(
  definition: PolicyDefinition<Shape>,
): Policy {
  const { id, displayName, description, severity, remediation, incidents } = definition;
  const configuration = configurationOf(id, definition.options ?? ({} as Shape));
  const url = `${DOCUMENTATION}#${id}`;
  return {
    metadata: { id, displayName, description, severity, remediation, incidents },
    url,
    configSchema: configuration.schema,
    forPack(level, runtime) {
      listenToEngine(runtime);
      if (definition.stack !== undefined && definition.appliesTo !== undefined) {
        keepInputs(definition.appliesTo);
      }
      const setting = {
        definition,
        configuration,
        level,
        runtime,
        inputs: new Map(),
        deferred: new DeferredChecks(),
      };
      const seesStack = definition.stack !== undefined || definition.asksOutside === true;
      const seesResources =
        definition.resource !== undefined ||
        definition.prepare !== undefined ||
        definition.appliesTo !== undefined;
      return {
        name: id,
        displayName,
        description,
        severity,
        remediationSteps: remediation,
        url,
        tags: [...incidents],
        configSchema: configuration.schema,
        enforcementLevel: level,
        ...(seesResources ? { validateResource: resourceValidation(setting) } : {}),
        ...(seesStack ? { validateStack: stackValidation(setting) } : {}),
      } as SdkPolicy;
    },
  };
}
