import { z } from "zod";
import { duration } from "./duration";
import { entryName, text, wholeNumber } from "./value";

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

/** How long opening a connection may take. */
export const connectTimeout = duration("1s", "240s").prefault("30s").meta({
  description:
    "How long a consumer may take to open a connection. Declared here once and handed to every service that uses the database.",
  change: "Gives each service that uses the database a new revision.",
});
