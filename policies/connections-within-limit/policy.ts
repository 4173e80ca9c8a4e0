import { z } from "zod";
import { definePolicy } from "../framework/define-policy";
import { ALLOYDB_INSTANCE } from "../models/database/alloydb";
import { CLOUD_SQL_INSTANCE } from "../models/database/cloud-sql";
import { isKubernetesObject } from "../models/kubernetes/object-kind";
import { isWorkload } from "../models/workload/read-workloads";
import { checkConnections } from "./check";

/** Refuses workloads that can open more connections than their database accepts. */
export const connectionsWithinLimit = definePolicy({
  id: "connections-within-limit",
  displayName: "Connections fit in the database",
  description:
    "Refuses a Cloud SQL or AlloyDB instance, and a PostgreSQL server in a container, whose clients on Cloud Run and in Kubernetes can open more connections than it accepts: the sum of most instances x (pool + overflow), with two revisions of each Cloud Run service and the surge of each Deployment as during a rollout, and what the database keeps for superusers. Refuses a pool beyond the 100 connections of the Cloud SQL socket. " +
    "A PgBouncer counts as a server of its clients and as a client with at least one pool; a managed pooler that can open more connections than its database accepts, or that takes fewer clients than there can be, is refused too. " +
    "A database that is out of connections refuses every client at once. Pools are read from variables such as DB_POOL_SIZE and DB_MAX_OVERFLOW and from connection strings; a client without one is not counted.",
  severity: "high",
  remediation:
    "Limit the instances of the services, lower their pools, or pin max_connections to what the memory of the database can carry.",
  incidents: ["N1", "N3", "P7"],
  options: {
    countRollouts: z
      .boolean()
      .default(true)
      .describe(
        "Whether each service counts with two revisions, and each Deployment with its surge, which hold connections while one replaces the other.",
      ),
  },
  appliesTo: (type) =>
    type === CLOUD_SQL_INSTANCE ||
    type === ALLOYDB_INSTANCE ||
    isWorkload(type) ||
    isKubernetesObject(type) ||
    type.startsWith("gcp:secretmanager/"),
  stack: (stack, { options }) => checkConnections(stack, { rollouts: options.countRollouts }),
});
