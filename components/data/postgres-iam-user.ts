import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link PostgresIamUser}. */
export interface PostgresIamUserArgs {
  /** Name of the Cloud SQL instance, which has `authentication: "iam"`. Changing it replaces the user. */
  readonly instanceName: pulumi.Input<string>;
  /** Email address of the service account that logs in. Changing it replaces the user. */
  readonly serviceAccount: pulumi.Input<string>;
  /**
   * The bindings of `roles/cloudsql.instanceUser` and the like to the account. A project has each once for an
   * account, whatever the number of instances: a second one would be the same binding, and take it from both when
   * it is deleted. Changing them does nothing to a user that exists.
   */
  readonly roles: readonly gcp.projects.IAMMember[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the user. */
    readonly user?: Transform<gcp.sql.UserArgs>;
  };
}

/** The name by which PostgreSQL knows a service account: https://cloud.google.com/sql/docs/postgres/add-manage-iam-users */
export function iamUserName(serviceAccount: string): string {
  return serviceAccount.replace(/\.gserviceaccount\.com$/, "");
}

/**
 * A service account as a user of a PostgreSQL instance: it logs in with an access token instead of a password.
 *
 * The user owns nothing and has no rights at first but those of everyone; grant it what it needs
 * (`GRANT ... TO "<name>"`) before the first service relies on it.
 *
 * Cost: none.
 */
export class PostgresIamUser extends pulumi.ComponentResource {
  /** The user's name, known once the user exists and its account may log in. */
  readonly userName: pulumi.Output<string>;

  constructor(name: string, args: PostgresIamUserArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:PostgresIamUser", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const user = new gcp.sql.User(
      ...transformed<gcp.sql.UserArgs>(
        args.transform?.user,
        name,
        {
          instance: args.instanceName,
          type: "CLOUD_IAM_SERVICE_ACCOUNT",
          name: pulumi.output(args.serviceAccount).apply(iamUserName),
          deletionPolicy: "ABANDON",
        },
        child,
      ),
    );
    this.userName = pulumi
      .all([user.name, ...args.roles.map(({ id }) => id)])
      .apply(([userName]) => userName ?? "");
    this.registerOutputs({ userName: this.userName });
  }
}
