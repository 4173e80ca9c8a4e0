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
import {
  connectTimeout,
  extensions,
  maxConnections,
  namesOnly,
  otherConnections,
  pooling,
  poolSize,
  reservedConnections,
} from "./database";
import { memory } from "./memory";

/** What the stack file says of one PostgreSQL, such as TimescaleDB, in the GKE cluster. */
export const inClusterPostgres = z.strictObject({
  type: z.literal("in-cluster"),
  namespace: storeNamespace,
  image: storeImage("timescale/timescaledb:2.17.2-pg16"),
  runAsUser: runAsUser.meta({
    description:
      "Number of the user in the image as which the server runs, and of the group to which its volume belongs: 70 in images made of Alpine, 999 in those made of Debian.",
  }),
  cpu: storeCpu.default(1),
  memory: memory("256Mi", "128Gi").prefault("2Gi").meta({
    description: "Memory that the database is given.",
    change: "Restarts the database.",
  }),
  storage: storeStorage,
  maxConnections,
  reservedConnections: reservedConnections("those of probes and of the people who look after it"),
  otherConnections,
  pooling: pooling(
    "PgBouncer in the GKE cluster, with the certificate of tls",
    "Nothing in the database.",
  ),
  poolSize,
  connectTimeout,
  tls: storeTls,
  backups: storeBackups,
  deletionProtection: storeDeletionProtection,
  extensions: extensions("timescaledb"),
  databases: namesOnly.meta({
    description: "Databases of the server: a map from the name to {}.",
    change:
      "Adding creates a database. Removing deletes nothing: the stack forgets the database, which stays in the server with its data.",
  }),
  users: namesOnly.meta({
    description:
      "Users who log in with a generated password: a map from the name to {}. Each may connect to the databases and create objects of its own in them, and is no superuser.",
    change:
      "Adding creates a user. Removing deletes nothing: the stack forgets the user and its password, and the user stays in the server with all its rights.",
  }),
});
