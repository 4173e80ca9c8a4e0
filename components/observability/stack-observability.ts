import type { StackConfiguration } from "../../config";
import type { ProjectApis } from "../project/project-apis";
import { Observability } from "./observability";

/** Watches the stack as its stack file says; `undefined` where it says nothing. */
export function createObservability(
  configuration: StackConfiguration,
  apis: ProjectApis,
): Observability | undefined {
  const { stack, observability } = configuration;
  return (
    observability &&
    new Observability(
      stack,
      { configuration, observability },
      { dependsOn: apis.enabled("logging", "monitoring") },
    )
  );
}
