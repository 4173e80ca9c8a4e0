import { z } from "zod";
import { usualCertificateValidity } from "./certificate-validity";
import { duration } from "./duration";
import { hostName } from "./edge";
import { jsonPath } from "./json-path";
import { entryName, httpPath, oneOf, text, wholeNumber } from "./value";

const nextRun = "Nothing in the services: the next checks go by it.";

/** Times between two runs that a cron schedule keeps exactly: parts of an hour, and of a day. */
export const intervals = [
  "5m",
  "10m",
  "15m",
  "20m",
  "30m",
  "1h",
  "2h",
  "3h",
  "4h",
  "6h",
  "8h",
  "12h",
  "24h",
] as const;

/** Times between two runs that a synthetic monitor takes: https://cloud.google.com/monitoring/synthetic-monitors/create */
const syntheticIntervals = ["1m", "5m", "10m", "15m"] as const;

/** A host of the edge over which a check goes. */
const host = hostName.meta({
  description: "Host over which the check goes; one of edge.hosts.",
  change: nextRun,
});

/** A plain JSON value, as it is expected somewhere. */
const plainValue = z.union([z.string().min(1).max(1000), z.number(), z.boolean()]).meta({
  allowed: "a text, a number, true or false, in quotes where a text looks like another",
});

/** A key of a flat JSON object. */
const fieldName = text(
  /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/,
  "a name of up to 64 letters, digits, underscores and hyphens",
);

const websocket = z
  .strictObject({
    host,
    path: httpPath.meta({
      description:
        'Path that takes a WebSocket without a login and greets it with a message or answers its ping, such as "/ws/health".',
      change: nextRun,
    }),
    attempts: wholeNumber(1, 20, "connections").default(5).meta({
      description:
        "Connections that one run opens, one after the other, to find the share that succeeds.",
      change: nextRun,
    }),
  })
  .meta({ description: "Checks that a WebSocket is taken and stays. Absent: it is not checked." });

const fields = z
  .strictObject({
    poolUtilization: jsonPath.default("$.pool.utilization").meta({
      description: "Share of the connection pool that is in use.",
      change: nextRun,
    }),
    connectorUtilization: jsonPath.default("$.connector.utilization").meta({
      description: "Share of the connector's capacity that is in use. Not read with direct egress.",
      change: nextRun,
    }),
    connectSeconds: jsonPath.default("$.database.connect_seconds").meta({
      description: "Seconds that the last connection to the database took to open.",
      change: nextRun,
    }),
    phaseSeconds: jsonPath.default("$.startup.phase_seconds").meta({
      description:
        "Seconds that each phase of the last start took: a list in the order of the phases, or a map from their numbers or names.",
      change: nextRun,
    }),
  })
  .prefault({})
  .meta({ description: "Where the answer holds each measurement." });

const infrastructure = z
  .strictObject({
    host,
    path: httpPath.default("/health/infrastructure").meta({
      description: "Path that answers with the measurements, as JSON.",
      change: nextRun,
    }),
    database: entryName.optional().meta({
      description: "Database of holdfast:postgres of which the measurements are.",
      absent: "the only database of the stack; required where it has several",
      change: nextRun,
    }),
    utilizationIn: oneOf(["fraction", "percent"]).default("fraction").meta({
      description: "How the answer writes a share: 0.7 or 70.",
      change: nextRun,
    }),
    fields,
  })
  .meta({
    description:
      "Checks what a service says of its database and network, and turns it into metrics. Absent: neither.",
  });

const login = z
  .strictObject({
    path: httpPath.meta({
      description: 'Path that takes the login as a POST of JSON, such as "/auth/login".',
      change: nextRun,
    }),
    user: z.string().min(1).max(254).meta({
      description: "User that the check logs in as: one of its own, who may do nothing else.",
      allowed: "a text of 1 to 254 characters",
      change: nextRun,
    }),
    passwordSecret: z.string().meta({
      description: "Name of the secret of holdfast:secrets that holds the user's password.",
      allowed: "the name of a secret of the stack file",
      hidden: true,
      change: nextRun,
    }),
    userField: fieldName.default("email").meta({
      description: "Key of the JSON that holds the user.",
      change: nextRun,
    }),
    passwordField: fieldName.default("password").meta({
      description: "Key of the JSON that holds the password.",
      change: nextRun,
    }),
    token: jsonPath.default("$.access_token").meta({
      description:
        "Where the answer holds the token. The WebSocket is opened with it as `Authorization: Bearer`.",
      change: nextRun,
    }),
  })
  .meta({ description: "The login, which is answered by 200 and a token." });

const answer = z
  .strictObject({
    jsonPath: jsonPath.optional().meta({
      description: "Where a message holds the value that tells the answer from other messages.",
      absent: "the whole message, as text",
      change: nextRun,
    }),
    equals: plainValue.optional().meta({
      description: "The value that must stand there. Either this or contains.",
      change: nextRun,
    }),
    contains: z.string().min(1).max(1000).optional().meta({
      description: "A text that the value must contain. Either this or equals.",
      allowed: "a text of 1 to 1000 characters",
      change: nextRun,
    }),
  })
  .meta({ description: "The message that is the answer. Messages before it are passed over." });

const goldenPath = z
  .strictObject({
    host,
    login,
    path: httpPath.default("/ws").meta({
      description: "Path of the WebSocket that takes the message.",
      change: nextRun,
    }),
    message: z.string().min(1).max(65_536).meta({
      description: "The message that is sent, as it goes over the WebSocket, JSON or not.",
      allowed: "a text of 1 to 65536 characters",
      change: nextRun,
    }),
    answer,
  })
  .meta({
    description:
      "Checks what users come for: a login, a message over the WebSocket, its answer. Absent: it is not checked.",
  });

const percent = (description: string, usual: number) =>
  wholeNumber(1, 100, "percent").default(usual).meta({ description, change: nextRun });

const longest = (description: string, usual: string) =>
  duration("1s", "300s").prefault(usual).meta({ description, change: nextRun });

const validity = (description: string, usual: string) =>
  duration("1d", "89d", true).prefault(usual).meta({ description, change: nextRun });

const limits = z
  .strictObject({
    healthAnswer: longest("The answer of a health path takes up to this time.", "5s"),
    availability: percent("At least this part of the requests to a health path is good.", 99),
    websocketSuccess: percent("At least this part of the WebSockets succeeds.", 100),
    certificateValid: validity(
      "The certificate is valid for at least this time.",
      usualCertificateValidity.critical,
    ),
    certificateWarning: validity(
      "Below this time the check of the certificate stays green and warns.",
      usualCertificateValidity.warning,
    ),
    connectorUtilization: percent("The connector is used less than this.", 70),
    poolUtilization: percent("The connection pool is used less than this.", 80),
    databaseConnectTime: longest("A connection to the database opens in less.", "5s"),
    databasePhase: longest("The phase of a start that opens the database takes less.", "20s"),
    routeAnswer: longest(
      "The answer of a route of services.<name>.routes takes up to this time.",
      "10s",
    ),
    goldenPath: longest("Login, message and answer together take less than this time.", "30s"),
  })
  .prefault({})
  .meta({ description: "What a recovered system keeps to." });

const interval = (description: string, usual: (typeof intervals)[number]) =>
  oneOf(intervals)
    .default(usual)
    .meta({ description, change: "Changes the schedule of the stack in place." });

const schedules = z
  .strictObject({
    health: interval("Between two checks of health, certificates and WebSockets.", "15m"),
    connector: interval("Between two checks of the connector.", "2h"),
    database: interval("Between two checks of the database.", "4h"),
    routes: interval("Between two checks of the routes of services.", "15m"),
    goldenPath: oneOf(syntheticIntervals).default("15m").meta({
      description:
        "Between two runs of the synthetic monitor: health, the routes of services and the golden path.",
      change: "Changes the schedule of the stack in place.",
    }),
  })
  .prefault({})
  .meta({ description: "How often the stack checks itself." });

/** What the stack file says of the checks after a deployment and on a schedule. */
export const verify = z
  .strictObject({
    bodies: z.record(entryName, z.record(jsonPath, plainValue)).default({}).meta({
      description:
        'More that the answer of a service\'s health path must hold, beside services.<name>.health.body: a map from the service to a map from JSON paths to values, such as `backend: { "$.redis_connected": true }`.',
      change: "In place: the next checks go by it, and the uptime checks of the hosts.",
    }),
    availability: z
      .strictObject({
        requests: wholeNumber(10, 1000, "requests").default(100).meta({
          description:
            "Requests to each host's health path by which one run finds its availability.",
          change: nextRun,
        }),
      })
      .prefault({})
      .meta({ description: "How availability is measured." }),
    websocket: websocket.optional(),
    infrastructure: infrastructure.optional(),
    goldenPath: goldenPath.optional(),
    limits,
    schedules,
  })
  .prefault({})
  .meta({
    description:
      "The checks of `npm run verify`, which the stack also runs on a schedule. Health, TLS and availability of every host of edge are checked without a word here.",
  });
