import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { preparationName } from "../../../config";
import { labelsOf } from "../../gke/labels";
import { createSecret } from "../../gke/secret";
import { mapEntries } from "../../map-entries";
import type { Transform } from "../../transform";
import type { Database, PostgresUser } from "../database";
import { createPassword } from "../password";
import { DatabasePreparation, type DatabasePreparationArgs } from "../preparation/preparation";
import { accessRules, postgresServer } from "./postgres-server";
import { createStore, type StoreArgs, type StoreTransforms } from "./store";

/** The arguments of {@link InClusterPostgres}. */
export interface InClusterPostgresArgs extends StoreArgs {
  /** Memory that the database is given, such as `"2Gi"`. Changing it restarts the database. @default "2Gi" */
  readonly memory?: string;
  /** Connections that the database accepts, 14 to 262143. Changing it restarts the database. */
  readonly maxConnections: number;
  /**
   * What is logged beside errors. Changing it restarts the database.
   * @default nothing
   */
  readonly logging?: {
    /**
     * Statements that take at least as many milliseconds, with the values in them: who may read the logs then
     * reads those. @default none
     */
    readonly slowStatementsMs?: number;
    /** Whether connections and their ends are logged. @default false */
    readonly connections?: boolean;
  };
  /**
   * Seconds that a connection of the job which creates databases may take: as long as services are told.
   * @default 30
   */
  readonly connectTimeoutSeconds?: number;
  /** Extensions of every database. Adding one creates it. Removing one leaves it in the databases. @default none */
  readonly extensions?: readonly string[];
  /** Names of the databases. Adding one creates it. Removing one leaves it, with its data, in the server. */
  readonly databases: readonly string[];
  /**
   * Names of the users that log in with a generated password. Adding one creates it. Removing one leaves it in
   * the server.
   */
  readonly users: readonly string[];
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: StoreTransforms & {
    /** Changes to every generated password. */
    readonly password?: Transform<random.RandomPasswordArgs>;
    /** Changes to the parts of what creates databases and users. */
    readonly preparation?: DatabasePreparationArgs["transform"];
  };
}

/** The superuser of the image, which no service is. */
const superuser = "postgres";

/**
 * A PostgreSQL, such as TimescaleDB, in the cluster: one pod with its volume, without root, whose superuser and
 * users have generated passwords, with the databases that it is to have.
 *
 * The password of the superuser is taken when the volume is empty, and never again: to change it, `ALTER ROLE`
 * comes before `pulumi up --replace <URN of its RandomPassword>`. The password of a user changes by the latter
 * alone. Without a certificate (`tls`) everything goes in clear within the cluster.
 *
 * Cost: about 60 USD a month for 1 vCPU, 2 GiB and 10 GiB of volume on Autopilot (approximate).
 */
export class InClusterPostgres extends pulumi.ComponentResource implements Database {
  /** The host name. What is made from it comes after the server is ready. */
  readonly host: pulumi.Output<string>;
  /** The port. */
  readonly port = 5432;
  /** Whether it takes nothing but TLS. */
  readonly tls: boolean;
  /** The certificates (PEM) by which the server is known; empty without TLS. Public. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** The databases' names, by name, each known once the database exists. */
  readonly databases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The users, by name. */
  readonly users: Readonly<Record<string, PostgresUser>>;

  constructor(
    name: string,
    args: InClusterPostgresArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("holdfast:data:InClusterPostgres", name, {}, options);
    const child: pulumi.CustomResourceOptions = {
      parent: this,
      provider: args.provider,
      dependsOn: options?.dependsOn,
    };
    const password = (owner: string) =>
      createPassword(`${name}-${owner}`, args.transform?.password, { parent: this });

    const superuserPassword = password(superuser);
    const metadata = (own: string) => ({
      name: own,
      namespace: args.namespace,
      labels: labelsOf(name, args.application),
    });
    const secretName = `${name}-superuser`;
    const settingsName = `${name}-access`;
    const reads = [
      createSecret(secretName, { password: superuserPassword }, metadata(secretName), child),
      new kubernetes.core.v1.ConfigMap(
        settingsName,
        { metadata: metadata(settingsName), data: { "pg_hba.conf": accessRules(args) } },
        child,
      ),
    ];
    const server = postgresServer(args, this.port, { secretName, settingsName, reads });
    this.host = createStore(name, args, server, args.transform, child);
    this.tls = args.tls !== undefined;
    this.certificateAuthority = pulumi.output(args.tls?.certificateAuthority ?? "");

    const passwords = Object.fromEntries(
      args.users.map((user) => [user, password(`user-${user}`)]),
    );
    const preparation = new DatabasePreparation(
      preparationName(name),
      {
        provider: args.provider,
        namespace: args.namespace,
        application: args.application,
        image: args.image,
        runAsUser: args.runAsUser,
        connectTimeoutSeconds: args.connectTimeoutSeconds,
        server: {
          host: this.host,
          port: this.port,
          tls: this.tls,
          user: superuser,
          password: superuserPassword,
        },
        databases: args.databases,
        extensions: args.extensions,
        users: passwords,
        grantees: args.users,
        transform: args.transform?.preparation,
      },
      { parent: this, dependsOn: options?.dependsOn },
    );
    this.databases = Object.fromEntries(
      args.databases.map((database) => [database, preparation.whenDone(database)]),
    );
    this.users = mapEntries(passwords, (value, user) => ({
      name: preparation.whenDone(user),
      password: value,
    }));
    this.registerOutputs({ host: this.host });
  }
}
