import { z } from "zod";
import { memory } from "./memory";
import { oneOf, text } from "./value";

const persistence = z.strictObject({
  persistenceMode: oneOf(["RDB", "DISABLED"]).default("RDB").meta({
    description: "RDB writes snapshots to disk; DISABLED loses all data with the instance.",
    change: "In place.",
  }),
  rdbSnapshotPeriod: oneOf(["ONE_HOUR", "SIX_HOURS", "TWELVE_HOURS", "TWENTY_FOUR_HOURS"])
    .optional()
    .meta({
      description: "Time between two snapshots. With RDB only.",
      absent: "TWELVE_HOURS",
      change: "In place.",
    }),
});

/** What the stack file says of one Memorystore for Redis instance. */
export const memorystore = z.strictObject({
  type: z.literal("memorystore").default("memorystore"),
  name: text(/^[a-z][a-z0-9-]*$/, "lower-case letters, digits and hyphens, starting with a letter")
    .optional()
    .meta({
      description: "Name of the Memorystore instance, up to 41 characters.",
      absent: "the stack's name, a hyphen and the key of the map",
      change: "Replaces the instance and loses its data.",
    }),
  version: oneOf(["REDIS_5_0", "REDIS_6_X", "REDIS_7_0", "REDIS_7_2"]).meta({
    description: "Version of Redis.",
    change:
      "Raising upgrades in place. Lowering replaces the instance and loses its data, except to or from REDIS_6_X, where the API refuses it.",
  }),
  tier: oneOf(["STANDARD_HA", "BASIC"]).default("STANDARD_HA").meta({
    description: "STANDARD_HA keeps a replica that takes over; BASIC has none.",
    change: "Replaces the instance and loses its data.",
  }),
  memory: memory("1Gi", "300Gi", true).meta({
    description: "Memory of the instance.",
    change: "In place: moments without the cache with STANDARD_HA, all data lost with BASIC.",
  }),
  authEnabled: z.boolean().default(true).meta({
    description: "Whether clients need a password (AUTH), which the consumers get as a secret.",
    change: "In place. Clients without the password are refused from then on.",
  }),
  transitEncryptionMode: oneOf(["SERVER_AUTHENTICATION", "DISABLED"])
    .default("SERVER_AUTHENTICATION")
    .meta({
      description: "SERVER_AUTHENTICATION means TLS; DISABLED sends everything in clear.",
      change: "Replaces the instance and loses its data.",
    }),
  persistence: persistence
    .prefault({})
    .meta({ description: "Whether the data outlives the instance." }),
  deletionProtection: z.boolean().default(true).meta({
    description:
      "Whether the instance is protected from deletion. To delete it: set false, run up, then remove it.",
    change: "In place.",
  }),
});
