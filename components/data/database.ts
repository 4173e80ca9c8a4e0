import type * as gcp from "@pulumi/gcp";
import type * as pulumi from "@pulumi/pulumi";

/** A user with a generated password. */
export interface PostgresUser {
  /** The user's name, known once the user exists. */
  readonly name: pulumi.Output<string>;
  /** The user's password. Secret. */
  readonly password: pulumi.Output<string>;
}

/** How service accounts log in to a database with tokens instead of passwords. */
export interface IamAccess {
  /** The roles in the project that an account needs to log in. */
  readonly roles: readonly LoginRole[];
  /** Makes an account a user of the database, and tells the name by which PostgreSQL knows it. */
  createUser(
    name: string,
    account: IamAccount,
    options: pulumi.ComponentResourceOptions,
  ): pulumi.Output<string>;
}

/** A role that lets a service account log in to a kind of database. */
export type LoginRole =
  | "roles/cloudsql.instanceUser"
  | "roles/alloydb.databaseUser"
  | "roles/serviceusage.serviceUsageConsumer";

/** A service account that is to log in. */
export interface IamAccount {
  /** Its email address. */
  readonly serviceAccount: pulumi.Input<string>;
  /** The bindings of the roles that it needs, each of which a project has once for the account. */
  readonly roles: readonly gcp.projects.IAMMember[];
}

/** A PostgreSQL database as services know it, whatever runs it. */
export interface Database {
  /** Host name or address at which services reach it. */
  readonly host: pulumi.Output<string>;
  /** Port at which services reach it. */
  readonly port: number;
  /** Whether it takes nothing but TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the server is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** The databases' names, by name, each known once the database exists. */
  readonly databases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The users with a generated password, by name. */
  readonly users: Readonly<Record<string, PostgresUser>>;
  /** `<project>:<region>:<instance>`, by which Cloud SQL's own connectors know it. Absent: it is not Cloud SQL. */
  readonly connectionName?: pulumi.Output<string>;
  /** Address of the nodes that answer reads. Absent: there are none. */
  readonly readHost?: pulumi.Output<string>;
  /** How service accounts log in. Absent: it knows passwords only. */
  readonly iam?: IamAccess;
}
