import { z } from "zod";
import { alloyDb } from "./alloydb";
import { cloudSql } from "./cloud-sql";
import { inClusterPostgres } from "./in-cluster-postgres";
import { entryName } from "./value";

/** What the stack file says of one database: what runs it decides what more there is to say. */
const postgresInstance = z.discriminatedUnion("type", [cloudSql, alloyDb, inClusterPostgres]).meta({
  discriminator: {
    description:
      "What runs the database: Cloud SQL, AlloyDB, or a StatefulSet in the GKE cluster of the stack.",
    change: "Creates another database, without the data. The present one is deleted.",
  },
});

/** What the stack file says of its databases. */
export const postgres = z.record(entryName, postgresInstance).meta({
  description:
    "PostgreSQL databases: a map from the name that services use to the instance, cluster or server.",
});
