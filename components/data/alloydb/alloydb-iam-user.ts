import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import { type Transform, transformed } from "../../transform";
import { iamUserName } from "../postgres-iam-user";

/** The arguments of {@link AlloyDbIamUser}. */
export interface AlloyDbIamUserArgs {
  /** Full name of the AlloyDB cluster, which has `authentication: "iam"`. Changing it replaces the user. */
  readonly cluster: pulumi.Input<string>;
  /** Email address of the service account that logs in. Changing it replaces the user. */
  readonly serviceAccount: pulumi.Input<string>;
  /**
   * The bindings of `roles/alloydb.databaseUser` and the like to the account, each of which a project has once for an
   * account. Changing them does nothing to a user that exists.
   */
  readonly roles: readonly gcp.projects.IAMMember[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the user. */
    readonly user?: Transform<gcp.alloydb.UserArgs>;
  };
}

/**
 * A service account as a user of an AlloyDB cluster: it logs in with an access token instead of a password.
 *
 * Cost: none.
 */
export class AlloyDbIamUser extends pulumi.ComponentResource {
  /** The user's name, known once the user exists and its account may log in. */
  readonly userName: pulumi.Output<string>;

  constructor(name: string, args: AlloyDbIamUserArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:AlloyDbIamUser", name, {}, options);
    const child: pulumi.CustomResourceOptions = { parent: this, dependsOn: options?.dependsOn };

    const user = new gcp.alloydb.User(
      ...transformed<gcp.alloydb.UserArgs>(
        args.transform?.user,
        name,
        {
          cluster: args.cluster,
          userType: "ALLOYDB_IAM_USER",
          userId: pulumi.output(args.serviceAccount).apply(iamUserName),
          databaseRoles: ["alloydbiamuser"],
          deletionPolicy: "ABANDON",
        },
        child,
      ),
    );
    this.userName = pulumi
      .all([user.userId, ...args.roles.map(({ id }) => id)])
      .apply(([userName]) => userName ?? "");
    this.registerOutputs({ userName: this.userName });
  }
}
