/** The project's number in the resource name of a secret, `projects/<number>/secrets/<id>`. */
export function projectNumberOf(secretName: string): string {
  return secretName.split("/")[1] ?? "";
}

/**
 * The URL that a Cloud Run service has by its name alone, before it exists:
 * https://cloud.google.com/run/docs/triggering/https-request#deterministic
 */
export function addressOf(service: string, projectNumber: string, region: string): string {
  return `https://${service}-${projectNumber}.${region}.run.app`;
}
