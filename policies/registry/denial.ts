import type { CredentialSearch } from "./credentials/credentials";
import { isGoogleRegistry } from "./credentials/google";
import { RegistryFailure } from "./failure";

/**
 * The failure for an answer 401 or 403. Registries give it for what may not be read and for what is not there alike:
 * Docker Hub says 401 of a repository that does not exist, Artifact Registry 403, so it is never taken for "missing".
 *
 * @param registry Host of the registry as it is shown, see {@link shownHost}.
 * @param access With what it was asked.
 */
export function denied(
  registry: string,
  status: number,
  access: CredentialSearch,
): RegistryFailure {
  const found = access.credentials !== undefined;
  const fact = found
    ? `the registry "${registry}" denies the configured credentials access to the repository`
    : `the registry "${registry}" denies access to the repository without credentials`;
  const trouble = access.trouble === undefined ? "" : `; ${access.trouble}`;
  return new RegistryFailure(
    `${fact}, or there is no such repository (HTTP ${status})${trouble}`,
    `${found ? grantAction(registry) : loginAction(registry)}, or correct the name of the image.`,
  );
}

/** The host as users write it in an image reference. */
export function shownHost(origin: URL): string {
  return origin.host === "registry-1.docker.io" ? "docker.io" : origin.host;
}

function loginAction(registry: string): string {
  if (isGoogleRegistry(registry)) return 'Log in with "gcloud auth application-default login"';
  return `Log in with "docker login${registry === "docker.io" ? "" : ` ${registry}`}"`;
}

function grantAction(registry: string): string {
  return isGoogleRegistry(registry)
    ? 'Grant the account the role "roles/artifactregistry.reader" on the repository'
    : "Log in with an account that may read the repository";
}
