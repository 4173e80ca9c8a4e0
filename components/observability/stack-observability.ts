import type { StackConfiguration } from "../../config";
import type { ProjectApis } from "../project/project-apis";
import type { SecretReference } from "../secrets/credential";
import { Observability } from "./observability";

/** Watches the stack as its stack file says; `undefined` where it says nothing. */
export function createObservability(
  configuration: StackConfiguration,
  secrets: Readonly<Record<string, SecretReference>>,
  apis: ProjectApis,
): Observability | undefined {
  const { stack, observability } = configuration;
  return (
    observability &&
    new Observability(
      stack,
      { configuration, observability, secrets },
      { dependsOn: apis.enabled("logging", "monitoring") },
    )
  );
}
