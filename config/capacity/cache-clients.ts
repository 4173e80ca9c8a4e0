/**
 * Connections to a cache that are counted for one instance of a service that does not say how many it opens. More
 * than the pools of most clients have without being told, which is 1 to 10.
 */
export const usualCachePool = 10;

/** A cache as far as its clients go: of the stack file or of the configuration. */
interface Cache {
  readonly version?: string;
  readonly transitEncryptionMode?: string;
  readonly memory?: { readonly gibibytes: number };
  /** What a cache in the cluster is told to accept. */
  readonly maxClients?: number;
}

/** What most caches accept. */
const usualLimit = 65_000;
/** Greatest memory in GB of each capacity tier, and the clients that it accepts by TLS before Redis 7. */
const limitsWithTls: readonly (readonly [gibibytes: number, clients: number])[] = [
  [4, 1000],
  [10, 2500],
  [35, 15_000],
  [100, 30_000],
];
const beforeRedis7: ReadonlySet<string | undefined> = new Set(["REDIS_5_0", "REDIS_6_X"]);

/**
 * Clients that a cache accepts at once: one in the cluster as many as it is told to, Memorystore by its size
 * (https://cloud.google.com/memorystore/docs/redis/in-transit-encryption#connection_limits).
 */
export function cacheClientLimit({
  version,
  transitEncryptionMode,
  memory,
  maxClients,
}: Cache): number {
  if (maxClients !== undefined) {
    return maxClients;
  }
  const limited = transitEncryptionMode === "SERVER_AUTHENTICATION" && beforeRedis7.has(version);
  const row = limitsWithTls.find(([most]) => memory !== undefined && memory.gibibytes <= most);
  return limited ? (row?.[1] ?? usualLimit) : usualLimit;
}
