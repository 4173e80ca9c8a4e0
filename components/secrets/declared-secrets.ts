import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { SecretConfiguration } from "../../config";
import { type Transform, transformed } from "../transform";
import { Credential, type CredentialArgs, type SecretReference } from "./credential";

/** The arguments of {@link DeclaredSecrets}. */
export interface DeclaredSecretsArgs {
  /**
   * The secrets by id, each with one way to come by its value: `generate` it, take the encrypted `value` of the
   * stack file, or refer to a version of an `existing` one. Removing one that the stack made deletes it with
   * all its versions.
   */
  readonly secrets: Readonly<Record<string, SecretConfiguration>>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to every generated value. */
    readonly value?: Transform<random.RandomPasswordArgs>;
    /** Changes to the parts of every secret. */
    readonly credential?: CredentialArgs["transform"];
  };
}

/**
 * The secrets that the stack file declares.
 *
 * Cost: 0.06 USD a month for each version of a secret (approximate).
 */
export class DeclaredSecrets extends pulumi.ComponentResource {
  /** References to the secrets, by id. */
  readonly references: Readonly<Record<string, SecretReference>>;

  constructor(name: string, args: DeclaredSecretsArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:secrets:DeclaredSecrets", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };
    const { transform } = args;
    const keep = (id: string, value: pulumi.Input<string>): SecretReference =>
      new Credential(id, { value: pulumi.secret(value), transform: transform?.credential }, child);

    this.references = Object.fromEntries(
      Object.entries(args.secrets).map(([id, { generate, existing, value }]) => {
        if (existing !== undefined) {
          return [id, { id, secretId: id, version: String(existing.version) }];
        }
        return [
          id,
          keep(id, generate ? generateValue(id, generate.length, transform, child) : (value ?? "")),
        ];
      }),
    );
    this.registerOutputs({});
  }
}

function generateValue(
  id: string,
  length: number,
  transform: DeclaredSecretsArgs["transform"],
  options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  return new random.RandomPassword(
    ...transformed<random.RandomPasswordArgs>(
      transform?.value,
      `${id}-value`,
      { length, special: false },
      options,
    ),
  ).result;
}
