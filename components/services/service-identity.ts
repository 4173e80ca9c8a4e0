import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link ServiceIdentity}. */
export interface ServiceIdentityArgs {
  /**
   * Id of the service account, 6 to 30 characters, the first part of its email address. Changing it replaces
   * the account and every binding of it.
   */
  readonly accountId: string;
  /** Name under which people find the account in the console. Changing it is in place. */
  readonly displayName: string;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the service account. */
    readonly account?: Transform<gcp.serviceaccount.AccountArgs>;
  };
}

/**
 * The service account as which one service runs, and nothing else. It has no role of its own: each thing that
 * the service uses grants the one that it takes.
 *
 * Cost: none.
 */
export class ServiceIdentity extends pulumi.ComponentResource {
  /** The account's full name, `projects/<project>/serviceAccounts/<email>`. */
  readonly accountName: pulumi.Output<string>;
  /** The account's email address. */
  readonly email: pulumi.Output<string>;
  /** The account as the member of a binding, `serviceAccount:<email>`. */
  readonly member: pulumi.Output<string>;

  constructor(name: string, args: ServiceIdentityArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:services:ServiceIdentity", name, {}, options);
    const account = new gcp.serviceaccount.Account(
      ...transformed<gcp.serviceaccount.AccountArgs>(
        args.transform?.account,
        name,
        { accountId: args.accountId, displayName: args.displayName },
        { parent: this, dependsOn: options?.dependsOn },
      ),
    );
    this.accountName = account.name;
    this.email = account.email;
    this.member = pulumi.interpolate`serviceAccount:${account.email}`;
    this.registerOutputs({ email: this.email });
  }
}
