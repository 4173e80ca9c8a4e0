import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** A version of a secret of Secret Manager, as a consumer refers to it. */
export interface SecretReference {
  /** Id of the secret in the stack's project. It is known at once, so that children can be named after it. */
  readonly id: string;
  /** The same id, known once the secret exists. */
  readonly secretId: pulumi.Input<string>;
  /** Number of the version, known once it exists. */
  readonly version: pulumi.Input<string>;
  /** The value. Absent where only Secret Manager knows it. Secret. */
  readonly value?: pulumi.Output<string>;
}

/** The arguments of {@link Credential}. */
export interface CredentialArgs {
  /**
   * The value, up to 64 KiB. It is kept as a secret whether or not it was marked as one. Changing it adds a
   * version and gives each consumer a new revision.
   */
  readonly value: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the secret. */
    readonly secret?: Transform<gcp.secretmanager.SecretArgs>;
    /** Changes to the version. */
    readonly version?: Transform<gcp.secretmanager.SecretVersionArgs>;
  };
}

/**
 * A value in Secret Manager, under the component's name as its id, with the number of its version.
 *
 * Consumers pin that number, so a new value reaches them by a new revision and never by a restart. A version
 * that a new one has followed stays: disabled or destroyed, it would stop every instance that a revision
 * pinned to it still has to start, and the rollback to that revision. Delete old versions by hand once no
 * revision refers to them.
 *
 * Cost: 0.06 USD a month for each version that exists (approximate).
 */
export class Credential extends pulumi.ComponentResource implements SecretReference {
  /** Id of the secret: the component's name. */
  readonly id: string;
  /** The same id, known once the secret exists. */
  readonly secretId: pulumi.Output<string>;
  /** Number of the version, known once it exists. */
  readonly version: pulumi.Output<string>;
  /** The value. Secret. */
  readonly value: pulumi.Output<string>;

  constructor(name: string, args: CredentialArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:secrets:Credential", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const secret = new gcp.secretmanager.Secret(
      ...transformed<gcp.secretmanager.SecretArgs>(
        args.transform?.secret,
        name,
        { secretId: name, replication: { auto: {} } },
        child,
      ),
    );
    const version = new gcp.secretmanager.SecretVersion(
      ...transformed<gcp.secretmanager.SecretVersionArgs>(
        args.transform?.version,
        `${name}-version`,
        {
          secret: secret.id,
          secretData: pulumi.secret(args.value),
          deletionPolicy: "ABANDON",
        },
        child,
      ),
    );
    this.id = name;
    this.value = pulumi.secret(args.value);
    this.secretId = secret.secretId;
    this.version = version.version;
    this.registerOutputs({ secretId: this.secretId, version: this.version });
  }
}
