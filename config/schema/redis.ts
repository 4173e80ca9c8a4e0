import { z } from "zod";
import { inClusterRedis } from "./in-cluster-redis";
import { memorystore } from "./memorystore";
import { entryName } from "./value";

/** What the stack file says of one cache: what runs it decides what more there is to say. */
export const redisInstance = z.discriminatedUnion("type", [memorystore, inClusterRedis]).meta({
  discriminator: {
    description:
      "What runs the cache: Memorystore, or a StatefulSet in the GKE cluster of the stack.",
    change: "Creates another cache, without the data. The present one is deleted.",
  },
});

/** What the stack file says of its caches. */
export const redis = z.record(entryName, redisInstance).meta({
  description: "Redis caches: a map from the name that services use to the instance or server.",
});
