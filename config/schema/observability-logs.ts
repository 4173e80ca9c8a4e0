import { z } from "zod";
import { text } from "./value";

const change = "In place: from then on the metric is made from such lines.";

/** A field of the JSON that a service logs. */
function field(usual: string, description: string) {
  return text(
    /^[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62}){0,3}$/,
    'a field of the JSON of a log line, such as "seconds" or "timing.seconds"',
  )
    .default(usual)
    .meta({ description, change });
}

function event(usual: string, description: string) {
  return text(
    /^[A-Za-z0-9_][A-Za-z0-9_. :/-]{0,98}$/,
    "a word that the log lines have in the field of eventField",
  )
    .default(usual)
    .meta({ description, change });
}

/** What the stack file says of the log lines from which metrics are made. docs/observability.md is their contract. */
export const logs = z
  .strictObject({
    eventField: field("event", "Field that says what a line is about."),
    startupPhase: z
      .strictObject({
        event: event("startup_phase", "What eventField says of a line about one phase of a start."),
        phase: field("phase", "Field with the name of the phase."),
        seconds: field("seconds", "Field with the time that the phase took, in seconds."),
      })
      .prefault({})
      .meta({ description: "Lines about the phases of a start." }),
    databaseConnect: z
      .strictObject({
        event: event("database_connect", "What eventField says of a line about a connection."),
        database: field("database", "Field with the key of the database."),
        seconds: field("seconds", "Field with the time that opening it took, in seconds."),
      })
      .prefault({})
      .meta({ description: "Lines about connections to a database that were opened." }),
    poolUtilization: z
      .strictObject({
        event: event("pool_utilization", "What eventField says of a line about a pool."),
        database: field("database", "Field with the key of the database."),
        ratio: field("ratio", "Field with the share of the pool that is in use, from 0 to 1."),
      })
      .prefault({})
      .meta({ description: "Lines about connection pools." }),
    connectorUtilization: z
      .strictObject({
        event: event(
          "connector_utilization",
          "What eventField says of a line about the connector.",
        ),
        ratio: field("ratio", "Field with the share of the connector that is in use, from 0 to 1."),
      })
      .prefault({})
      .meta({ description: "Lines about the connector, as the services see it." }),
  })
  .meta({
    description:
      "Names in the structured logs of the services, where they differ from docs/observability.md.",
  });
