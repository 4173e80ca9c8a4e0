import { z } from "zod";
import {
  runAsUser,
  storeBackups,
  storeCpu,
  storeDeletionProtection,
  storeImage,
  storeNamespace,
  storeStorage,
  storeTls,
} from "./cluster-store";
import { memory } from "./memory";
import { oneOf, wholeNumber } from "./value";

/** What the stack file says of one Redis in the GKE cluster. */
export const inClusterRedis = z.strictObject({
  type: z.literal("in-cluster"),
  namespace: storeNamespace,
  image: storeImage("redis:7.4.1-alpine"),
  runAsUser: runAsUser.default(999).meta({
    description:
      "Number of the user in the image as which the server runs, and of the group to which its volume belongs.",
  }),
  cpu: storeCpu.default(0.5),
  memory: memory("64Mi", "128Gi").prefault("1Gi").meta({
    description:
      "Memory that the data may take (maxmemory). The container is given half as much again, for what Redis needs to write them to disk.",
    change: "Restarts the cache.",
  }),
  maxmemoryPolicy: oneOf([
    "noeviction",
    "allkeys-lru",
    "allkeys-lfu",
    "allkeys-random",
    "volatile-lru",
    "volatile-lfu",
    "volatile-random",
    "volatile-ttl",
  ])
    .default("volatile-lru")
    .meta({
      description:
        "What goes when the memory is full: volatile-... only takes keys that expire, allkeys-... any key, noeviction none, so that writes fail.",
      change: "Restarts the cache.",
    }),
  maxClients: wholeNumber(10, 65_000, "clients").default(10_000).meta({
    description: "Clients that the cache accepts at once.",
    change: "Restarts the cache.",
  }),
  persistence: oneOf(["everysec", "always", "disabled"]).default("everysec").meta({
    description:
      "When writes reach the volume (append-only file): every second, at each write, or never, so that a restart loses all data.",
    change:
      "Restarts the cache. From or to disabled, the cache is replaced and starts empty: set deletionProtection: false and run up first.",
  }),
  storage: storeStorage,
  tls: storeTls,
  backups: storeBackups,
  deletionProtection: storeDeletionProtection,
});
