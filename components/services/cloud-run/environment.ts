import type * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../../secrets/credential";

/** The variables of a container, in the order of their names: values as they are, secrets by reference. */
export function environment(
  env: Readonly<Record<string, pulumi.Input<string>>>,
  secrets: Readonly<Record<string, SecretReference>>,
): gcp.types.input.cloudrunv2.ServiceTemplateContainerEnv[] {
  const variables = [
    ...Object.entries(env).map(([name, value]) => ({ name, value })),
    ...Object.entries(secrets).map(([name, { secretId, version }]) => ({
      name,
      valueSource: { secretKeyRef: { secret: secretId, version } },
    })),
  ];
  return variables.sort((one, other) => (one.name < other.name ? -1 : 1));
}
