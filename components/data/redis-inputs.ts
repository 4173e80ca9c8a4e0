import type { MemorystoreConfiguration } from "../../config";
import type { RedisArgs } from "./redis";

/** The arguments of a cache that follow from its entry of the stack file. */
export function redisInputs(
  cache: MemorystoreConfiguration,
): Omit<RedisArgs, "region" | "network"> {
  return {
    instanceName: cache.name,
    redisVersion: cache.version,
    memorySizeGb: cache.memory.gibibytes,
    tier: cache.tier,
    authEnabled: cache.authEnabled,
    transitEncryptionMode: cache.transitEncryptionMode,
    snapshots:
      cache.persistence.persistenceMode === "RDB" ? cache.persistence.rdbSnapshotPeriod : "NEVER",
    deletionProtection: cache.deletionProtection,
  };
}
