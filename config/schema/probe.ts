import { z } from "zod";
import { revision } from "./change";
import { duration } from "./duration";
import { headers } from "./headers";
import { jsonPath } from "./json-path";
import { httpPath, text, wholeNumber } from "./value";

/** Words of Cloud Run and Kubernetes for what a probe says by other keys. */
const probeWords = {
  periodSeconds: "Set period, with its unit.",
  timeoutSeconds: "Set timeout, with its unit: the time of one probe.",
  httpGet: "Set path.",
  httpHeaders: "Set headers, a map from the name of a header to its value.",
  port: "Remove it: probes go to the port of the service.",
};

const phase = z.strictObject({
  name: text(
    /^[A-Za-z][A-Za-z0-9_-]{0,62}$/,
    "a name of up to 63 letters, digits, underscores and hyphens that starts with a letter",
  ).meta({
    description: "Name of the phase, as the application writes it to its log.",
    change: "Nothing in the service: measurements of the phase go by the new name.",
  }),
  within: duration("1s", "1800s").meta({
    description:
      "Time that the phase may take, as the application itself limits it. More than the connectTimeout of a database that it opens.",
    change: "Nothing in the service: it is checked, and alerts go by it.",
  }),
  opens: z.string().optional().meta({
    description:
      "Name under uses of the database, cache or service that the phase first connects to.",
    absent: "the phase connects to nothing",
    change: "Nothing in the service: it is checked.",
  }),
});

/** What the stack file says of the start of a service. */
export const startup = z
  .strictObject({
    path: httpPath.optional().meta({
      description: "Path that answers 200 once the application has started.",
      absent: "health.path",
      change: revision,
    }),
    headers: headers(
      "Headers of the startup probe, in place of those of health.",
      "health.headers",
    ),
    within: duration("1s", "1800s").prefault("240s").meta({
      description:
        "Time that the application may take to start, all its phases together, before the platform gives up. Cloud Run allows 240 s.",
      change: revision,
    }),
    period: duration("1s", "240s").prefault("5s").meta({
      description: "Time between two probes. within is rounded up to a whole number of periods.",
      change: revision,
    }),
    timeout: duration("1s", "240s").optional().meta({
      description: "Time that one probe may take, up to period.",
      absent: "5s, or period where that is less",
      change: revision,
    }),
    phases: z.array(phase).default([]).meta({
      description:
        "Phases in which the application starts, in their order; the first is number 1. Together they may take up to within.",
      change: "Nothing in the service: they are checked, and alerts go by them.",
    }),
  })
  .prefault({})
  .meta({
    description: "Startup probe: when an instance is ready for traffic.",
    instead: {
      ...probeWords,
      initialDelaySeconds:
        "Remove it: an instance is asked from its beginning until within is over.",
      failureThreshold: "Set within, the time for the whole start: probes fail until it is over.",
    },
  });

/** What the stack file says of the health of a service that runs. */
export const health = z
  .strictObject({
    path: httpPath.default("/health").meta({
      description: "Path that answers 200 while the application works.",
      change: revision,
    }),
    headers: headers(
      "Headers that whoever asks for the health of the service sends: a map from the name of a header to a text or { secret: NAME }. The startup and the readiness probe, the uptime checks, the checks of a deployment and services on GKE that wait for this one send them too.",
      "none",
    ),
    period: duration("2s", "3600s").prefault("30s").meta({
      description: "Time between two probes.",
      change: revision,
    }),
    timeout: duration("1s", "3599s").optional().meta({
      description: "Time that one probe may take, less than period.",
      absent: "5s, or a second less than period where that is less",
      change: revision,
    }),
    failureThreshold: wholeNumber(1, 100, "failures").default(3).meta({
      description: "Failed probes in a row after which the instance is restarted.",
      change: revision,
    }),
    body: z
      .strictObject({
        jsonPath: jsonPath.default("$.status").meta({
          description: "Place in the JSON of the body that says how the application is.",
          change: "In place: uptime checks and the checks of a deployment read the new place.",
        }),
        equals: z.string().min(1).max(200).default("healthy").meta({
          description:
            "Text that stands there while the application is healthy. Whatever else it says is not healthy, with status 200 too.",
          allowed: "a text of 1 to 200 characters, in quotes where YAML would read something else",
          change: "In place: uptime checks and the checks of a deployment expect the new text.",
        }),
      })
      .prefault({})
      .meta({
        description:
          "What the body of path says of a healthy application, read by uptime checks and by the checks of a deployment. The liveness probe reads the status alone.",
      }),
  })
  .prefault({})
  .meta({
    description: "Liveness probe: when an instance is restarted.",
    instead: {
      ...probeWords,
      initialDelaySeconds: "Remove it: an instance is asked once it has started.",
      equals: "Set body.equals.",
      jsonPath: "Set body.jsonPath.",
    },
  });
