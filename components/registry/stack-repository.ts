import type { StackConfiguration } from "../../config";
import type { ProjectApis } from "../project/project-apis";
import { ImageRepository } from "./image-repository";
import { registryInputs } from "./registry-inputs";

/** Creates the repository of the stack file, after its API; `undefined` where the stack has none of its own. */
export function createRepository(
  { region, registry }: StackConfiguration,
  apis: ProjectApis,
): ImageRepository | undefined {
  return (
    registry &&
    new ImageRepository(
      registry.repository,
      { ...registryInputs(registry), region },
      { dependsOn: apis.enabled("artifactRegistry") },
    )
  );
}
