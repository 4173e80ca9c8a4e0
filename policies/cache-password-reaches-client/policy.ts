import { definePolicy } from "../framework/define-policy";
import { REDIS_INSTANCE } from "../models/cache/cache-server";
import { isSharedObject } from "../models/carrier/shared-object";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { isWorkload } from "../models/workload/read-workloads";
import { checkCacheClients } from "./check";

/** Refuses clients of a cache that do not get its password. */
export const cachePasswordReachesClient = definePolicy({
  id: "cache-password-reaches-client",
  displayName: "The password of a cache reaches its clients",
  description:
    "Refuses a workload that is told of a Redis, Valkey or KeyDB server of the program which demands a password, and that no variable, secretKeyRef, URL, file or argument gives one; one that is given another password; and one whose URL says TLS where the server does not speak it, or clear text where it speaks nothing but TLS. " +
    "Such a client starts, and fails at its first command. Servers are Memorystore instances and containers in the cluster that the told host leads to.",
  severity: "high",
  remediation:
    "Give each client the password from the Secret from which the server takes it, and make its URL from the server's own settings.",
  incidents: ["A15", "P2"],
  appliesTo: (type) =>
    type === REDIS_INSTANCE || isWorkload(type) || isSharedObject(type) || isKubernetesObject(type),
  stack: checkCacheClients,
});
