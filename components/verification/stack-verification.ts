import type { StackConfiguration } from "../../config";
import type { StackEdge } from "../edge/stack-edge";
import type { ProjectApis } from "../project/project-apis";
import type { SecretReference } from "../secrets/credential";
import { Verification, verificationApis } from "./verification";
import { verificationInputs } from "./verification-inputs";

/**
 * Creates the checks of the stack behind `edge`, after it. A stack without an edge has no host that could be
 * checked, and gets none.
 */
export function createVerification(
  configuration: StackConfiguration,
  edge: StackEdge | undefined,
  secrets: Readonly<Record<string, SecretReference>>,
  apis: ProjectApis,
): Verification | undefined {
  return (
    edge &&
    new Verification("verification", verificationInputs(configuration, secrets), {
      dependsOn: [edge, ...apis.enabled(...verificationApis)],
    })
  );
}
