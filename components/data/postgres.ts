import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { portOf } from "../../config";
import { type Transform, transformed } from "../transform";
import { certificateAuthorityOf } from "./certificate-authority";
import type { Database, IamAccess, PostgresUser } from "./database";
import { createPassword } from "./password";
import { PostgresIamUser, type PostgresIamUserArgs } from "./postgres-iam-user";
import { instanceSettings, type PostgresSettings } from "./postgres-settings";

/** The arguments of {@link Postgres}. */
export interface PostgresArgs extends PostgresSettings {
  /** Region of the instance. Changing it replaces the instance and loses its data. */
  readonly region: pulumi.Input<string>;
  /**
   * Name of the instance, up to 67 characters. The name of a deleted instance cannot be used again for about a
   * week. Changing it replaces the instance and loses its data.
   */
  readonly instanceName: string;
  /**
   * Version, `"POSTGRES_13"` to `"POSTGRES_18"`. Raising it upgrades in place, with minutes without the
   * database. Lowering it is refused by the API, so that the update fails and the instance stays as it is.
   */
  readonly databaseVersion: string;
  /** Id of the VPC network in which the instance has its address. Changing it restarts the instance. */
  readonly network: pulumi.Input<string>;
  /**
   * Whether the instance is kept from deletion: by Pulumi (`protect`, which also refuses to remove one of its
   * databases), by the provider and by the API. To delete it: set this to false and run `pulumi up`, then
   * remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Names of the databases. Adding one creates it. Removing one drops it from the stack and leaves it, with
   * its data, in the instance.
   */
  readonly databases: readonly string[];
  /**
   * Names of the users that log in with a generated password. Adding one creates it. Removing one drops it
   * from the stack and leaves it in the instance: PostgreSQL refuses to delete a user that owns something.
   * @default none
   */
  readonly users?: readonly string[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to the instance. */
    readonly instance?: Transform<gcp.sql.DatabaseInstanceArgs>;
    /** Changes to every database. */
    readonly database?: Transform<gcp.sql.DatabaseArgs>;
    /** Changes to every user. */
    readonly user?: Transform<gcp.sql.UserArgs>;
    /** Changes to the parts of every service account's user. */
    readonly iamUser?: PostgresIamUserArgs["transform"];
    /** Changes to every generated password. */
    readonly password?: Transform<random.RandomPasswordArgs>;
  };
}

/**
 * A Cloud SQL for PostgreSQL instance with a private address only, TLS only, a pinned number of connections,
 * backups and point-in-time recovery, with its databases and users.
 *
 * It must depend on the private services access of its network (`dependsOn`): its address comes from there,
 * and nothing else of the connection appears among its arguments.
 *
 * A password changes with `pulumi up --replace <URN of its RandomPassword>`. Revisions that run keep their
 * open connections but cannot open new ones from then on until the new revisions are there.
 *
 * Cost: about 400 USD a month for db-custom-4-15360 with a standby, half of it without (approximate).
 */
export class Postgres extends pulumi.ComponentResource implements Database {
  /** The instance's name. */
  readonly instanceName: pulumi.Output<string>;
  /** `<project>:<region>:<instance>`, by which Cloud SQL's own connectors know the instance. */
  readonly connectionName: pulumi.Output<string>;
  /** The private address. */
  readonly host: pulumi.Output<string>;
  /** The port: that of the database, or of its pooler. */
  readonly port: number;
  /** It takes nothing but TLS. */
  readonly tls = true;
  /** The certificates (PEM) by which the server is known. Public. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** The databases' names, by name, each known once the database exists. */
  readonly databases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The users, by name. */
  readonly users: Readonly<Record<string, PostgresUser>>;
  /** How service accounts log in, with IAM authentication. */
  readonly iam?: IamAccess;

  constructor(name: string, args: PostgresArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:Postgres", name, {}, options);
    const protect = args.deletionProtection ?? true;
    const child: pulumi.CustomResourceOptions = { parent: this };

    const instance = createInstance(name, args, {
      ...child,
      protect,
      dependsOn: options?.dependsOn,
      // The disk grows by itself; going back to the declared size would replace the instance.
      ignoreChanges: ["settings.diskSize"],
    });
    this.instanceName = instance.name;
    this.connectionName = instance.connectionName;
    this.host = instance.privateIpAddress;
    this.port = portOf({ pooling: args.poolSize !== undefined });
    // The SDK marks certificates as secret along with keys; these are what a client may know the server by.
    this.certificateAuthority = pulumi
      .unsecret(instance.serverCaCerts)
      .apply(certificateAuthorityOf);

    this.databases = Object.fromEntries(
      args.databases.map((database) => [
        database,
        createDatabase(name, database, args, instance, { ...child, protect }).name,
      ]),
    );
    this.users = Object.fromEntries(
      (args.users ?? []).map((user) => [user, createUser(name, user, args, instance, child)]),
    );
    this.iam = args.authentication === "iam" ? iamAccess(instance, args.transform) : undefined;
    this.registerOutputs({
      connectionName: this.connectionName,
      privateAddress: this.host,
    });
  }
}

function createInstance(
  name: string,
  args: PostgresArgs,
  options: pulumi.CustomResourceOptions,
): gcp.sql.DatabaseInstance {
  const protect = args.deletionProtection ?? true;
  return new gcp.sql.DatabaseInstance(
    ...transformed<gcp.sql.DatabaseInstanceArgs>(
      args.transform?.instance,
      name,
      {
        name: args.instanceName,
        region: args.region,
        databaseVersion: args.databaseVersion,
        deletionProtection: protect,
        settings: {
          ...instanceSettings(args),
          deletionProtectionEnabled: protect,
          ipConfiguration: {
            ipv4Enabled: false,
            privateNetwork: args.network,
            sslMode: "ENCRYPTED_ONLY",
          },
        },
      },
      options,
    ),
  );
}

function createDatabase(
  name: string,
  database: string,
  args: PostgresArgs,
  instance: gcp.sql.DatabaseInstance,
  options: pulumi.CustomResourceOptions,
): gcp.sql.Database {
  return new gcp.sql.Database(
    ...transformed<gcp.sql.DatabaseArgs>(
      args.transform?.database,
      `${name}-database-${database}`,
      { name: database, instance: instance.name, deletionPolicy: "ABANDON" },
      options,
    ),
  );
}

function createUser(
  name: string,
  user: string,
  args: PostgresArgs,
  instance: gcp.sql.DatabaseInstance,
  options: pulumi.CustomResourceOptions,
): PostgresUser {
  const password = createPassword(`${name}-user-${user}`, args.transform?.password, options);
  const login = new gcp.sql.User(
    ...transformed<gcp.sql.UserArgs>(
      args.transform?.user,
      `${name}-user-${user}`,
      { name: user, instance: instance.name, password, deletionPolicy: "ABANDON" },
      options,
    ),
  );
  return { name: login.name, password };
}

function iamAccess(
  instance: gcp.sql.DatabaseInstance,
  transform: PostgresArgs["transform"],
): IamAccess {
  return {
    roles: ["roles/cloudsql.instanceUser"],
    createUser: (name, { serviceAccount, roles }, options) =>
      new PostgresIamUser(
        name,
        { instanceName: instance.name, serviceAccount, roles, transform: transform?.iamUser },
        options,
      ).userName,
  };
}
