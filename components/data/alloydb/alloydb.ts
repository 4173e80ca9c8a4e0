import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import { createdByJob, portOf, preparationName } from "../../../config";
import { mapEntries } from "../../map-entries";
import { type Transform, transformed } from "../../transform";
import type { Database, IamAccess, PostgresUser } from "../database";
import { createPassword } from "../password";
import { DatabasePreparation, type DatabasePreparationArgs } from "../preparation/preparation";
import { AlloyDbIamUser, type AlloyDbIamUserArgs } from "./alloydb-iam-user";
import { type AlloyDbSettings, backupSettings, primarySettings } from "./alloydb-settings";
import { createInstance, createReadPool, createSecondary } from "./instances";

/** The arguments of {@link AlloyDb}. */
export interface AlloyDbArgs extends AlloyDbSettings {
  /** Region of the cluster. Changing it replaces the cluster and loses its data. */
  readonly region: pulumi.Input<string>;
  /** Id of the cluster, up to 45 characters. Changing it replaces the cluster and loses its data. */
  readonly clusterId: string;
  /** Id of the VPC network in which the instances have their addresses. Changing it replaces the cluster and loses its data. */
  readonly network: pulumi.Input<string>;
  /**
   * Another region in which a cluster follows this one, to be promoted when the region is lost. Changing it replaces
   * that cluster alone.
   * @default none
   */
  readonly secondaryRegion?: string;
  /**
   * Whether clusters and instances are kept from deletion, by Pulumi (`protect`) and by the provider. To delete them:
   * set this to false and run `pulumi up`, then remove the component or run `pulumi destroy`. Changing it is in place.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Names of the databases. Adding one creates it, by the `preparation`, unless it is `postgres`, which is there.
   * Removing one leaves it, with its data, in the cluster.
   */
  readonly databases: readonly string[];
  /**
   * Names of the users that log in with a generated password. Adding one creates it. Removing one drops it from the
   * stack and leaves it in the cluster: PostgreSQL refuses to delete a user that owns something.
   * @default none
   */
  readonly users?: readonly string[];
  /**
   * The job that creates databases: the API has no way to. Required where `databases` has others than `postgres`.
   * @default none
   */
  readonly preparation?: Pick<
    DatabasePreparationArgs,
    | "provider"
    | "namespace"
    | "application"
    | "image"
    | "runAsUser"
    | "connectTimeoutSeconds"
    | "extensions"
    | "transform"
  >;
  /** Changes to the children. See {@link Transform}. */
  readonly transform?: {
    /** Changes to both clusters; a function tells them apart by their names. */
    readonly cluster?: Transform<gcp.alloydb.ClusterArgs>;
    /** Changes to every instance. */
    readonly instance?: Transform<gcp.alloydb.InstanceArgs>;
    /** Changes to every user with a password. */
    readonly user?: Transform<gcp.alloydb.UserArgs>;
    /** Changes to every generated password. */
    readonly password?: Transform<random.RandomPasswordArgs>;
    /** Changes to the parts of every service account's user. */
    readonly iamUser?: AlloyDbIamUserArgs["transform"];
  };
}

/** The user that every cluster begins with. It creates databases; no service is it. */
const initialUser = "postgres";

/**
 * An AlloyDB for PostgreSQL cluster with a private address only, TLS only, a pinned number of connections, continuous
 * and daily backups, with its databases and users; a read pool and a secondary cluster as options.
 *
 * It must depend on the private services access of its network (`dependsOn`): its addresses come from there, and
 * nothing else of the connection appears among its arguments.
 *
 * The password of a user changes with `pulumi up --replace <URN of its RandomPassword>`. That of the initial user is
 * taken when the cluster is created: `gcloud alloydb users set-password` comes before its replacement.
 *
 * Cost: about 800 USD a month for n2-highmem-4 with a standby, half of it without, as much again for each node of the
 * read pool and for the secondary cluster (approximate).
 */
export class AlloyDb extends pulumi.ComponentResource implements Database {
  /** The address of the primary instance. */
  readonly host: pulumi.Output<string>;
  /** The port: that of the database, or of its pooler. */
  readonly port: number;
  /** It takes nothing but TLS. */
  readonly tls = true;
  /** Empty: the provider does not tell it. */
  readonly certificateAuthority = pulumi.output("");
  /** The address of the read pool. Absent: there is none. */
  readonly readHost?: pulumi.Output<string>;
  /** The databases' names, by name, each known once the database exists. */
  readonly databases: Readonly<Record<string, pulumi.Output<string>>>;
  /** The users, by name. */
  readonly users: Readonly<Record<string, PostgresUser>>;
  /** How service accounts log in, with IAM authentication. */
  readonly iam?: IamAccess;

  constructor(name: string, args: AlloyDbArgs, options?: pulumi.ComponentResourceOptions) {
    super("holdfast:data:AlloyDb", name, {}, options);
    const protect = args.deletionProtection ?? true;
    const child: pulumi.CustomResourceOptions = { parent: this };
    const guarded = { ...child, protect, dependsOn: options?.dependsOn };

    const initialPassword = createPassword(`${name}-initial-user`, args.transform?.password, child);
    const cluster = createCluster(name, args, initialPassword, guarded);
    const primary = createInstance(
      `${name}-primary`,
      args,
      { cluster: cluster.name, instanceType: "PRIMARY", ...primarySettings(args) },
      guarded,
    );
    const readPool = createReadPool(name, args, cluster, { ...guarded, dependsOn: [primary] });
    createSecondary(name, args, cluster, { ...guarded, dependsOn: [primary] });
    this.host = primary.ipAddress;
    this.readHost = readPool?.ipAddress;
    this.port = portOf(args);

    const passwords = Object.fromEntries(
      (args.users ?? []).map((user) => [
        user,
        createPassword(`${name}-user-${user}`, args.transform?.password, child),
      ]),
    );
    const logins = mapEntries(
      passwords,
      (password, user) =>
        new gcp.alloydb.User(
          ...transformed<gcp.alloydb.UserArgs>(
            args.transform?.user,
            `${name}-user-${user}`,
            {
              cluster: cluster.name,
              userId: user,
              userType: "ALLOYDB_BUILT_IN",
              password,
              deletionPolicy: "ABANDON",
            },
            { ...child, dependsOn: [primary] },
          ),
        ),
    );
    this.users = mapEntries(logins, (login, user) => ({
      name: login.userId,
      password: passwords[user] ?? login.userId,
    }));
    this.databases = createDatabases(
      name,
      args,
      { host: primary.ipAddress, password: initialPassword, primary },
      Object.values(logins),
      this,
    );
    this.iam = args.authentication === "iam" ? iamAccess(cluster, primary, args) : undefined;
    this.registerOutputs({ host: this.host });
  }
}

function createCluster(
  name: string,
  args: AlloyDbArgs,
  initialPassword: pulumi.Output<string>,
  options: pulumi.CustomResourceOptions,
): gcp.alloydb.Cluster {
  return new gcp.alloydb.Cluster(
    ...transformed<gcp.alloydb.ClusterArgs>(
      args.transform?.cluster,
      name,
      {
        clusterId: args.clusterId,
        location: args.region,
        databaseVersion: args.databaseVersion,
        networkConfig: { network: args.network },
        // Without a password the user would have none. The SDK does not mark what is nested here as secret.
        initialUser: { user: initialUser, password: pulumi.secret(initialPassword) },
        ...backupSettings(args),
        deletionProtection: options.protect,
      },
      { ...options, additionalSecretOutputs: ["initialUser"] },
    ),
  );
}

function createDatabases(
  name: string,
  { databases, preparation, authentication, databaseVersion, users = [] }: AlloyDbArgs,
  server: {
    readonly host: pulumi.Output<string>;
    readonly password: pulumi.Output<string>;
    readonly primary: gcp.alloydb.Instance;
  },
  logins: readonly gcp.alloydb.User[],
  parent: pulumi.Resource,
): Record<string, pulumi.Output<string>> {
  const missing = createdByJob(Object.fromEntries(databases.map((database) => [database, {}])));
  const there = server.primary.urn;
  if (missing.length === 0) {
    return Object.fromEntries(databases.map((database) => [database, there.apply(() => database)]));
  }
  if (preparation === undefined) {
    throw new Error(`Nothing can create the databases ${missing.join(", ")} of "${name}".`);
  }
  const job = new DatabasePreparation(
    preparationName(name),
    {
      ...preparation,
      server: {
        host: server.host,
        // The pooler is for services: what creates databases connects to the database itself.
        port: portOf({}),
        tls: true,
        user: initialUser,
        password: server.password,
      },
      databases: missing,
      users: {},
      // All service accounts that log in are members of this role, those of later services too.
      grantees: authentication === "iam" ? ["alloydbiamuser"] : users,
      schemaRights: databaseVersion !== "POSTGRES_14",
    },
    { parent, dependsOn: [...logins, server.primary] },
  );
  return Object.fromEntries(
    databases.map((database) => [
      database,
      missing.includes(database) ? job.whenDone(database) : there.apply(() => database),
    ]),
  );
}

function iamAccess(
  cluster: gcp.alloydb.Cluster,
  primary: gcp.alloydb.Instance,
  { transform }: AlloyDbArgs,
): IamAccess {
  return {
    roles: ["roles/alloydb.databaseUser", "roles/serviceusage.serviceUsageConsumer"],
    createUser: (name, { serviceAccount, roles }, options) =>
      new AlloyDbIamUser(
        name,
        { cluster: cluster.name, serviceAccount, roles, transform: transform?.iamUser },
        pulumi.mergeOptions(options, { dependsOn: [primary] }),
      ).userName,
  };
}
