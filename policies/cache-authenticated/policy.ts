import { definePolicy } from "../framework/define-policy";
import { NotApplicable } from "../framework/policy";
import { isCache, readCache } from "../models/cache/cache";
import { checkCache } from "./check";

/** Refuses caches that take anybody for a client. */
export const cacheAuthenticated = definePolicy({
  id: "cache-authenticated",
  displayName: "Caches ask who their clients are",
  description:
    "Refuses a cache of Memorystore for Redis, Redis Cluster or Valkey without authentication or without TLS. " +
    "Without the first anybody in the network reads and deletes sessions; without the second the credentials of its clients can be read on their way.",
  severity: "high",
  remediation:
    "Turn on authentication and TLS. Some of these settings replace the cache when they change, so plan for clients that start with an empty one.",
  incidents: ["P2", "A15"],
  appliesTo: isCache,
  resource: (resource) => {
    const cache = readCache(resource);
    return cache === undefined ? new NotApplicable("The resource is no cache.") : checkCache(cache);
  },
});
