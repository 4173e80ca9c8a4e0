import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../transform";

/** The arguments of {@link PostgresIamUser}. */
export interface PostgresIamUserArgs {
  /** Project of the instance and of the role. Changing it replaces user and binding. */
  readonly project: pulumi.Input<string>;
  /** Name of the Cloud SQL instance, which has `authentication: "iam"`. Changing it replaces the user. */
  readonly instanceName: pulumi.Input<string>;
  /** Email address of the service account that logs in. Changing it replaces user and binding. */
  readonly serviceAccount: pulumi.Input<string>;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the user. */
    readonly user?: Transform<gcp.sql.UserArgs>;
    /** Changes to the binding of the role. */
    readonly role?: Transform<gcp.projects.IAMMemberArgs>;
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
  /** The user's name, known once the user exists and may log in. */
  readonly userName: pulumi.Output<string>;

  constructor(name: string, args: PostgresIamUserArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:PostgresIamUser", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const role = new gcp.projects.IAMMember(
      ...transformed<gcp.projects.IAMMemberArgs>(
        args.transform?.role,
        `${name}-login`,
        {
          project: args.project,
          role: "roles/cloudsql.instanceUser",
          member: pulumi.interpolate`serviceAccount:${args.serviceAccount}`,
        },
        child,
      ),
    );
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
    this.userName = pulumi.all([user.name, role.id]).apply(([userName]) => userName);
    this.registerOutputs({ userName: this.userName });
  }
}
