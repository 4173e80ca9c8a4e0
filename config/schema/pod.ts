import { z } from "zod";
import { revision } from "./change";
import { duration } from "./duration";
import { headers } from "./headers";
import { httpPath, wholeNumber } from "./value";

/** What the stack file says of the instances of a service: what GKE alone has, and readiness. */

/** The user of a container, as a number. */
export const user = wholeNumber(1, 65_534).optional().meta({
  description:
    "GKE only. Number of the user and group as which the container runs, for an image that names its user instead of numbering it.",
  absent: "the image's own user, which must be a number and not 0",
  change: revision,
});

/** What a service may reach beside what it uses. */
export const egress = z
  .strictObject({
    internet: z.boolean().default(false).meta({
      description:
        "Whether the service may reach addresses in the internet by HTTPS (port 443), such as the API of a model provider or Google's own APIs, whose addresses are not told from others.",
      change: "In place.",
    }),
  })
  .optional()
  .meta({
    description:
      "What the service may reach beside what it uses. On GKE network policies close everything else; a service on Cloud Run reaches the internet whether it says so or not.",
    absent: "nothing",
  });

/** Where a service tells its metrics. */
export const metrics = z
  .strictObject({
    path: httpPath.default("/metrics").meta({
      description: "Path at which the service tells its metrics in the form of Prometheus.",
      change: "In place.",
    }),
  })
  .optional()
  .meta({
    description:
      "GKE only. Metrics that Managed Service for Prometheus reads from every pod of the service every 30 seconds.",
    absent: "no metrics are read",
  });

/** When an instance gets requests. */
export const readiness = z
  .strictObject({
    path: httpPath.optional().meta({
      description:
        "Path that answers 200 while the instance can serve. Let it not ask what all instances share: when that fails, none would be left.",
      absent: "startup.path",
      change: revision,
    }),
    headers: headers(
      "Headers of the readiness probe, in place of those of health.",
      "health.headers",
    ),
    period: duration("2s", "300s").prefault("5s").meta({
      description: "Time between two probes.",
      change: revision,
    }),
    timeout: duration("1s", "299s").optional().meta({
      description: "Time that one probe may take, less than period.",
      absent: "3s, or a second less than period where that is less",
      change: revision,
    }),
    failureThreshold: wholeNumber(1, 100, "failures").default(3).meta({
      description:
        "Failed probes in a row after which the instance gets no requests, on GKE until one succeeds, on Cloud Run until two do.",
      change: revision,
    }),
  })
  .optional()
  .meta({
    description:
      "Readiness probe: when an instance that has started gets requests. On Cloud Run, where this is in Preview, an instance gets them from its start on until the probe has failed.",
    absent: "startup.path, asked every 5 s, on GKE; no readiness probe on Cloud Run",
    instead: {
      periodSeconds: "Set period, with its unit.",
      timeoutSeconds: "Set timeout, with its unit: the time of one probe.",
      httpGet: "Set path.",
      httpHeaders: "Set headers, a map from the name of a header to its value.",
      port: "Remove it: probes go to the port of the service.",
      initialDelaySeconds: "Remove it: an instance is asked once it has started.",
    },
  });
