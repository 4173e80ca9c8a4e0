import { definePolicy } from "../framework/define-policy";
import { NotApplicable } from "../framework/policy";
import { isCache, readCache } from "../models/cache/cache";
import { isSharedObject } from "../models/carrier/shared-object";
import { isWorkload } from "../models/workload/read-workloads";
import { checkCache, checkCacheContainers } from "./check";

/** Refuses caches that take anybody for a client. */
export const cacheAuthenticated = definePolicy({
  id: "cache-authenticated",
  displayName: "Caches ask who their clients are",
  description:
    "Refuses a cache of Memorystore for Redis, Redis Cluster or Valkey without authentication or without TLS, and a Redis, Valkey or KeyDB server in a container that demands no password. " +
    "Without authentication anybody in the network reads and deletes sessions; without TLS the credentials of clients of a managed cache can be read on their way.",
  severity: "high",
  remediation:
    "Turn on authentication and TLS. Some of these settings replace a managed cache when they change, so plan for clients that start with an empty one. Start a server in a container with requirepass or a list of users, from a Secret.",
  incidents: ["P2", "A15"],
  appliesTo: (type) => isCache(type) || isWorkload(type) || isSharedObject(type),
  resource: (resource) => {
    const cache = readCache(resource);
    return cache === undefined
      ? new NotApplicable("The resource is no managed cache.")
      : checkCache(cache);
  },
  stack: checkCacheContainers,
});
