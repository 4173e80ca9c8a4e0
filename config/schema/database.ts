import { z } from "zod";
import { duration } from "./duration";
import { entryName, oneOf, text, wholeNumber } from "./value";
import { weekdays } from "./weekday";

/** What the stack file says of every database, whatever runs it. */

const identifier = text(
  /^[A-Za-z_][A-Za-z0-9_-]{0,62}$/,
  "a name of up to 63 letters, digits, underscores and hyphens that does not start with a digit",
);

/** Databases or users by name, of which nothing more is said. */
export const namesOnly = z.record(identifier, z.strictObject({}));

/** Extensions of every database; `known` is one that the servers have. */
export function extensions(known: string) {
  return z
    .array(identifier)
    .default([])
    .meta({
      description: `Extensions that are created in every database of the map below, such as "${known}".`,
      change:
        "Adding creates the extension. Removing deletes nothing: it stays, with what is stored by it.",
    });
}

/** Connections that a database accepts. */
export const maxConnections = wholeNumber(14, 262_143, "connections").meta({
  description:
    "Connections that the database accepts: the flag max_connections, pinned so that it does not move with the tier. All that services can open, during a rollout too, must fit in it.",
  change: "Restarts the database.",
});

/** Connections that services leave free; `kept` says for what. */
export function reservedConnections(kept: string) {
  return wholeNumber(3, 10_000, "connections")
    .optional()
    .meta({
      description: `Connections of maxConnections that services must leave free: 3 that PostgreSQL keeps for superusers, and ${kept}.`,
      absent: "3 and a tenth of maxConnections, rounded up",
      change: "Nothing in the database: the sum of all connections is checked with it.",
    });
}

/** Clients that are no services of the stack. */
export const otherConnections = z
  .record(entryName, wholeNumber(1, 100_000, "connections"))
  .default({})
  .meta({
    description:
      "Clients beside the services of this file: a map from what they are for, such as migrations or analysts, to the most connections that they open at once.",
    change: "Nothing in the database: the sum of all connections is checked with them.",
  });

/** Whether a pooler stands before a database; `by` says which, and `change` what turning it on or off does beside the services. */
export function pooling(by: string, change: string) {
  return z
    .boolean()
    .default(false)
    .meta({
      description: `Whether services connect to a pooler (port 6432, by transaction), which shares connections to the database among them: ${by}. What lives longer than a transaction, such as LISTEN, SET or a session's advisory lock, does not work through it.`,
      change: `${change} Gives each service that uses the database a new revision.`,
    });
}

/** Most connections of one pool of a pooler. */
export const poolSize = wholeNumber(1, 10_000, "connections").optional().meta({
  description:
    "With pooling, the connections that each pooler opens to the database at most for each pair of database and user with which services log in.",
  absent: "what fits in maxConnections, and no more than 50",
  change: "In place, without a new revision of any service.",
});

/** How long opening a connection may take. */
export const connectTimeout = duration("1s", "240s").prefault("30s").meta({
  description:
    "How long a consumer may take to open a connection. Declared here once and handed to every service that uses the database.",
  change: "Gives each service that uses the database a new revision.",
});

/** Whether a database of Google makes a backup every day. */
export const dailyBackups = z.boolean().default(true).meta({
  description: "Whether a backup is made every day.",
  change: "In place. Turning it off keeps the backups that exist until they expire.",
});

/** Day on which Google may restart a database. */
export const maintenanceDay = oneOf(weekdays)
  .default("SUNDAY")
  .meta({ description: "Day of the maintenance window, in UTC.", change: "In place." });

/** Whether Google records the queries of a database. */
export const insights = z.boolean().default(true).meta({
  description: "Whether Query Insights records queries and their plans.",
  change: "In place.",
});

/** How services log in to a database of Google. */
export const authentication = oneOf(["password", "iam"]).default("password").meta({
  description:
    "How services log in: as the users below with generated passwords, or each as its own service account by IAM.",
  change: "Restarts the database and gives each service that uses it a new revision.",
});
