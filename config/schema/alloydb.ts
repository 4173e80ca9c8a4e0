import { z } from "zod";
import { runAsUser, storeImage } from "./cluster-store";
import {
  authentication,
  connectTimeout,
  dailyBackups,
  extensions,
  insights,
  maintenanceDay,
  maxConnections,
  namesOnly,
  otherConnections,
  pooling,
  poolSize,
  reservedConnections,
} from "./database";
import { duration } from "./duration";
import { oneOf, text, wholeNumber } from "./value";

const machineType = text(
  /^(n2-highmem-(2|4|8|16|32|64|96|128)|c4a-highmem-(1|(4|8|16|32|48|64|72)(-lssd)?))$/,
  '"n2-highmem-<vCPU>" with 2, 4, 8, 16, 32, 64, 96 or 128 vCPU, "c4a-highmem-1", or "c4a-highmem-<vCPU>" with 4, 8, 16, 32, 48, 64 or 72 vCPU, with "-lssd" for local disks',
);

const backups = z.strictObject({
  enabled: dailyBackups,
  retained: wholeNumber(1, 365, "backups").default(14).meta({
    description: "Number of daily backups that are kept.",
    change: "In place. Lowering deletes the oldest backups.",
  }),
  hour: wholeNumber(0, 23).default(3).meta({
    description: "Hour in UTC at which the daily backup starts.",
    change: "In place.",
  }),
  pointInTimeRecovery: z.boolean().default(true).meta({
    description: "Whether logs are kept all the time, so that any moment can be restored.",
    change: "In place. Turning it off deletes the logs: no moment before can be restored.",
  }),
  recoveryWindow: duration("1d", "35d", true).prefault("14d").meta({
    description: "How far back a moment can be restored, in whole days.",
    change: "In place.",
  }),
});

const maintenance = z.strictObject({
  day: maintenanceDay,
  hour: wholeNumber(0, 23).default(4).meta({
    description: "Hour in UTC at which maintenance starts.",
    change: "In place.",
  }),
});

const readPool = z.strictObject({
  nodes: wholeNumber(1, 20, "nodes").meta({
    description:
      "Nodes that answer reads. With one they are in one zone only. Each accepts maxConnections.",
    change: "In place.",
  }),
  machineType: machineType.optional().meta({
    description: "Machine type of each node.",
    absent: "that of the cluster",
    change: "In place, node by node.",
  }),
});

const preparation = z.strictObject({
  image: storeImage("postgres:16.6-alpine").meta({
    description: "Image with psql, with a fixed tag or a digest.",
    change: "Runs the job again.",
  }),
  runAsUser: runAsUser.default(70).meta({
    description:
      "Number of the user in the image as which the job runs: 70 in images made of Alpine, 999 in those made of Debian.",
    change: "Runs the job again.",
  }),
});

/** What the stack file says of one AlloyDB for PostgreSQL cluster. */
export const alloyDb = z.strictObject({
  type: z.literal("alloydb"),
  name: text(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and hyphens, starting with a letter")
    .optional()
    .meta({
      description: "Id of the AlloyDB cluster. Its instances are named after it.",
      absent: "the stack's name, a hyphen and the key of the map",
      change: "Replaces the cluster and loses its data.",
    }),
  version: oneOf(["POSTGRES_14", "POSTGRES_15", "POSTGRES_16", "POSTGRES_17"]).meta({
    description: "Major version of PostgreSQL with which AlloyDB is compatible.",
    change:
      "Raising upgrades in place, with minutes without the database. Lowering is refused by the API.",
  }),
  machineType: machineType.meta({
    description:
      "Machine type of the primary instance: its number is that of its vCPU. c4a machines have Arm processors.",
    change: "In place, with seconds without the database.",
  }),
  availabilityType: oneOf(["REGIONAL", "ZONAL"]).default("REGIONAL").meta({
    description: "REGIONAL keeps a standby in a second zone; ZONAL has none.",
    change: "In place.",
  }),
  readPool: readPool.optional().meta({
    description: "Nodes that answer reads, beside the primary instance.",
    change: "Adding creates it. Removing deletes it; the data are the cluster's.",
  }),
  secondaryRegion: text(/^[a-z]+-[a-z]+[0-9]+$/, 'a region such as "us-east1"')
    .optional()
    .meta({
      description:
        "Another region in which a secondary cluster follows this one, to be promoted when the region is lost.",
      change:
        "Adding creates the secondary cluster. Changing replaces and removing deletes it; the primary one is not touched.",
    }),
  maxConnections,
  reservedConnections: reservedConnections(
    "those of the agents of AlloyDB, whose number Google does not tell",
  ),
  otherConnections,
  pooling: pooling("Google's own", "Turning it on or off interrupts connections."),
  poolSize,
  connectTimeout,
  backups: backups.prefault({}).meta({ description: "Daily backups and point-in-time recovery." }),
  maintenance: maintenance
    .prefault({})
    .meta({ description: "When Google may restart the database." }),
  insights,
  authentication,
  deletionProtection: z.boolean().default(true).meta({
    description:
      "Whether the cluster and its instances are protected from deletion, by Pulumi and by the provider. To delete them: set false, run up, then remove the database.",
    change: "In place.",
  }),
  preparation: preparation.optional().meta({
    description:
      "The job in the GKE cluster that creates databases, since the API of AlloyDB cannot.",
    absent: "none; required where databases has others than postgres",
    change: "Runs the job again.",
  }),
  extensions: extensions("vector"),
  databases: namesOnly.meta({
    description:
      'Databases of the cluster: a map from the name to {}. "postgres" is there already; all others are created by the preparation.',
    change:
      "Adding creates a database. Removing deletes nothing: the stack forgets the database, which stays in the cluster with its data.",
  }),
  users: namesOnly.default({}).meta({
    description:
      "Users who log in with a generated password: a map from the name to {}. Empty with IAM authentication.",
    change:
      "Adding creates a user. Removing deletes nothing: the stack forgets the user and its password, and the user stays in the cluster with all its rights.",
  }),
});
