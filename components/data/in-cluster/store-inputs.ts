import type { InClusterPostgresConfiguration, InClusterRedisConfiguration } from "../../../config";
import { loggingInputs } from "../database-logging";
import type { InClusterPostgresArgs } from "./in-cluster-postgres";
import type { InClusterRedisArgs } from "./in-cluster-redis";
import type { StoreArgs } from "./store";

type Place = "provider" | "namespace" | "application";

function storeInputs(
  store: InClusterPostgresConfiguration | InClusterRedisConfiguration,
): Omit<StoreArgs, Place> {
  const { size, storageClass } = store.storage;
  return {
    image: store.image,
    runAsUser: store.runAsUser,
    cpu: store.cpu,
    storage: { sizeGib: size.gibibytes, storageClass },
    tls: store.tls,
    deletionProtection: store.deletionProtection,
  };
}

/** The arguments of a database in the cluster that follow from its entry of the stack file. */
export function inClusterPostgresInputs(
  database: InClusterPostgresConfiguration,
): Omit<InClusterPostgresArgs, Place> {
  return {
    ...storeInputs(database),
    memory: database.memory.text,
    maxConnections: database.maxConnections,
    logging: loggingInputs(database.logging),
    connectTimeoutSeconds: database.connectTimeout.seconds,
    extensions: database.extensions,
    databases: Object.keys(database.databases),
    users: Object.keys(database.users),
  };
}

/** The arguments of a cache in the cluster that follow from its entry of the stack file. */
export function inClusterRedisInputs(
  cache: InClusterRedisConfiguration,
): Omit<InClusterRedisArgs, Place> {
  return {
    ...storeInputs(cache),
    memory: cache.memory.text,
    maxmemoryPolicy: cache.maxmemoryPolicy,
    maxClients: cache.maxClients,
    persistence: cache.persistence,
  };
}
