import type { RegistryConfiguration } from "../../config";
import type { ImageRepositoryArgs } from "./image-repository";

/** The arguments of a stack's repository, from what the stack file says of it. */
export function registryInputs({
  repository,
  deletionProtection,
}: RegistryConfiguration): Omit<ImageRepositoryArgs, "region"> {
  return { repositoryId: repository, deletionProtection };
}
