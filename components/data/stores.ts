import type * as pulumi from "@pulumi/pulumi";
import {
  type PostgresConfiguration,
  poolerName,
  poolerNamespaceOf,
  type RedisConfiguration,
  type StackConfiguration,
} from "../../config";
import type { StackCluster } from "../gke/stack-cluster";
import { mapEntries } from "../map-entries";
import type { Network } from "../network/network";
import type { ProjectApis } from "../project/project-apis";
import { AlloyDb } from "./alloydb/alloydb";
import { alloyDbInputs } from "./alloydb/alloydb-inputs";
import { ClusterBackups } from "./backups/cluster-backups";
import { clusterBackupsInputs } from "./backups/cluster-backups-inputs";
import type { Cache } from "./cache";
import type { Database } from "./database";
import { InClusterPostgres } from "./in-cluster/in-cluster-postgres";
import { InClusterRedis } from "./in-cluster/in-cluster-redis";
import { inClusterPostgresInputs, inClusterRedisInputs } from "./in-cluster/store-inputs";
import { PgBouncer } from "./pooler/pgbouncer";
import { Postgres } from "./postgres";
import { postgresInputs } from "./postgres-inputs";
import { Redis } from "./redis";
import { redisInputs } from "./redis-inputs";

/** The databases and caches of a stack, by their keys in the stack file. */
export interface Stores {
  readonly databases: Readonly<Record<string, Database>>;
  readonly caches: Readonly<Record<string, Cache>>;
}

/** What databases and caches of a stack stand on. */
export interface StoresGround {
  /** The network in which managed ones have their addresses. */
  readonly network: Pick<Network, "networkId" | "privateServices">;
  /** The GKE cluster; absent where nothing runs on one. */
  readonly cluster?: StackCluster;
  readonly apis: ProjectApis;
}

/**
 * Creates every database and cache of the stack file: those of Google after the connection through which they get
 * their addresses and after their API, those of the cluster after their namespace. What the cluster holds is backed up.
 */
export function createStores(configuration: StackConfiguration, ground: StoresGround): Stores {
  const databases = mapEntries(configuration.postgres, (database, name) =>
    behindPooler(
      name,
      database,
      createDatabase(name, database, configuration, ground),
      configuration,
      ground,
    ),
  );
  const caches = mapEntries(configuration.redis, (cache, name) =>
    createCache(name, cache, configuration, ground),
  );
  createBackups(configuration, ground);
  return { databases, caches };
}

function createDatabase(
  name: string,
  database: PostgresConfiguration,
  configuration: StackConfiguration,
  ground: StoresGround,
): Database {
  const { apis, network } = ground;
  const place = { region: configuration.region, network: network.networkId };
  switch (database.type) {
    case "cloud-sql":
      return new Postgres(
        name,
        { ...postgresInputs(database), ...place },
        afterConnection(ground, apis.enabled("sqlAdmin")),
      );
    case "alloydb":
      return new AlloyDb(
        name,
        {
          ...alloyDbInputs(database),
          ...place,
          preparation: database.preparation && {
            ...database.preparation,
            ...placeInCluster(ground, configuration, configuration.gke?.namespace),
            connectTimeoutSeconds: database.connectTimeout.seconds,
            extensions: database.extensions,
          },
        },
        afterConnection(ground, apis.enabled("alloyDb")),
      );
    case "in-cluster":
      return new InClusterPostgres(name, {
        ...inClusterPostgresInputs(database),
        ...placeInCluster(ground, configuration, database.namespace),
      });
  }
}

/** What services know in the place of a database: PgBouncer before it, or the database itself. */
function behindPooler(
  name: string,
  settings: PostgresConfiguration,
  database: Database,
  configuration: StackConfiguration,
  ground: StoresGround,
): Database {
  const { pooler, connectTimeout } = settings;
  if (pooler?.kind !== "pgbouncer") {
    return database;
  }
  const inCluster = settings.type === "in-cluster" ? settings : undefined;
  return new PgBouncer(poolerName(name), {
    ...placeInCluster(ground, configuration, poolerNamespaceOf(settings, configuration.gke)),
    database,
    pools: pooler.pools,
    poolSize: pooler.poolSize,
    waitSeconds: connectTimeout.seconds,
    certificateSecret: inCluster?.tls?.secretName,
  });
}

function createCache(
  name: string,
  cache: RedisConfiguration,
  configuration: StackConfiguration,
  ground: StoresGround,
): Cache {
  switch (cache.type) {
    case "memorystore":
      return new Redis(
        name,
        {
          ...redisInputs(cache),
          region: configuration.region,
          network: ground.network.networkId,
        },
        afterConnection(ground, ground.apis.enabled("redis")),
      );
    case "in-cluster":
      return new InClusterRedis(name, {
        ...inClusterRedisInputs(cache),
        ...placeInCluster(ground, configuration, cache.namespace),
      });
  }
}

function afterConnection({ network }: StoresGround, enabled: readonly pulumi.Resource[]) {
  return { dependsOn: [network.privateServices.connection, ...enabled] };
}

/** Where something in the cluster stands. The configuration has refused what stands in a cluster that is not there. */
function placeInCluster(
  { cluster }: StoresGround,
  { stack }: StackConfiguration,
  name: string | undefined,
) {
  const namespace = name === undefined ? undefined : cluster?.namespaces.names[name];
  if (cluster === undefined || name === undefined || namespace === undefined) {
    throw new Error(`There is no namespace "${name}" in the cluster.`);
  }
  return {
    provider: cluster.cluster.provider,
    // The name is known before the cluster is there, and what is made from it comes after the namespace.
    namespace: namespace.urn.apply(() => name),
    application: stack,
  };
}

function createBackups(configuration: StackConfiguration, { cluster, apis }: StoresGround): void {
  const inputs = clusterBackupsInputs(configuration);
  if (cluster === undefined || inputs === undefined) {
    return;
  }
  new ClusterBackups(
    `${configuration.stack}-backups`,
    { ...inputs, cluster: cluster.cluster.clusterId, location: cluster.cluster.location },
    { dependsOn: apis.enabled("gkeBackup") },
  );
}
