import { z } from "zod";
import {
  authentication,
  connectTimeout,
  dailyBackups,
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
import { memory } from "./memory";
import { oneOf, text, wholeNumber } from "./value";

const backups = z.strictObject({
  enabled: dailyBackups,
  retained: wholeNumber(1, 365, "backups").default(7).meta({
    description:
      "Number of daily backups that are kept. At least the days of transactionLogRetention.",
    change: "In place. Lowering deletes the oldest backups.",
  }),
  startTime: text(
    /^([01][0-9]|2[0-3]):[0-5][0-9]$/,
    'a time of the day in UTC, such as "03:00", in quotes',
  )
    .default("03:00")
    .meta({ description: "When the daily backup may start, in UTC.", change: "In place." }),
  pointInTimeRecovery: z.boolean().default(true).meta({
    description: "Whether transaction logs are kept, so that any moment can be restored.",
    change: "Turning it on restarts the database.",
  }),
  transactionLogRetention: duration("1d", "35d", true).prefault("7d").meta({
    description:
      "How far back a moment can be restored, in whole days: up to 7d with ENTERPRISE, up to 35d with ENTERPRISE_PLUS.",
    change: "In place.",
  }),
});

const maintenance = z.strictObject({
  day: maintenanceDay,
  hour: wholeNumber(0, 23).default(4).meta({
    description: "Hour in UTC at which the maintenance window of one hour starts.",
    change: "In place.",
  }),
  updateTrack: oneOf(["canary", "stable", "week5"]).default("stable").meta({
    description: "How early maintenance comes: canary first, week5 last.",
    change: "In place.",
  }),
});

/** What the stack file says of one Cloud SQL for PostgreSQL instance. */
export const cloudSql = z.strictObject({
  type: z.literal("cloud-sql").default("cloud-sql"),
  name: text(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and hyphens, starting with a letter")
    .optional()
    .meta({
      description:
        "Name of the Cloud SQL instance. The name of a deleted instance cannot be used again for about a week.",
      absent: "the stack's name, a hyphen and the key of the map",
      change: "Replaces the instance and loses its data.",
    }),
  version: oneOf([
    "POSTGRES_13",
    "POSTGRES_14",
    "POSTGRES_15",
    "POSTGRES_16",
    "POSTGRES_17",
    "POSTGRES_18",
  ]).meta({
    description: "Major version of PostgreSQL.",
    change:
      "Raising upgrades in place, with minutes without the database. Lowering is refused by the API.",
  }),
  edition: oneOf(["ENTERPRISE", "ENTERPRISE_PLUS"]).meta({
    description: "Edition of Cloud SQL. It decides which tiers there are.",
    change: "In place, with a short time without the database.",
  }),
  tier: text(
    /^db-[a-z0-9-]+$/i,
    'a machine type such as "db-custom-4-15360" or "db-perf-optimized-N-4"',
  ).meta({
    description:
      "Machine type: db-custom-<vCPU>-<memory in MB>, db-f1-micro or db-g1-small with ENTERPRISE, db-perf-optimized-N-<vCPU> with ENTERPRISE_PLUS.",
    change: "Restarts the database.",
  }),
  availabilityType: oneOf(["REGIONAL", "ZONAL"]).default("REGIONAL").meta({
    description:
      "REGIONAL keeps a standby in a second zone and needs backups and point-in-time recovery; ZONAL has none.",
    change: "In place.",
  }),
  maxConnections,
  reservedConnections: reservedConnections(
    "those of the agents of Cloud SQL, whose number Google does not tell",
  ),
  otherConnections,
  pooling: pooling(
    "Google's own with ENTERPRISE_PLUS; with ENTERPRISE PgBouncer in the GKE cluster, for services that run there, which speak to it in clear",
    "With ENTERPRISE_PLUS it restarts the database, and an instance that exists needs the maintenance of July 2025 first.",
  ),
  poolSize,
  connectTimeout,
  diskSize: memory("10Gi", "64Ti", true).prefault("20Gi").meta({
    description: "Size of the disk at its creation. The disk grows by itself when it fills up.",
    change: "Nothing: the disk that exists keeps the size that it has grown to.",
  }),
  backups: backups.prefault({}).meta({ description: "Daily backups and point-in-time recovery." }),
  maintenance: maintenance
    .prefault({})
    .meta({ description: "When Google may restart the database." }),
  insights,
  authentication,
  deletionProtection: z.boolean().default(true).meta({
    description:
      "Whether the instance is protected from deletion, by Pulumi and by the API, and its databases by Pulumi. To delete it: set false, run up, then remove it.",
    change: "In place.",
  }),
  databases: namesOnly.meta({
    description: "Databases of the instance: a map from the name to {}.",
    change:
      "Adding creates a database. Removing is refused by Pulumi while deletionProtection is true; after that the stack forgets the database, which stays in the instance with its data.",
  }),
  users: namesOnly.default({}).meta({
    description:
      "Users who log in with a generated password: a map from the name to {}. Empty with IAM authentication.",
    change:
      "Adding creates a user. Removing deletes nothing: the stack forgets the user and its password, and the user stays in the instance with all its rights.",
  }),
});
