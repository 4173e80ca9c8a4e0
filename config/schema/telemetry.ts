import { z } from "zod";
import { image } from "./image";
import { memory } from "./memory";
import { oneOf, text, wholeNumber } from "./value";

const revisions = "Gives every service with telemetry a new revision.";

/** What the stack file says of the collectors that the stack runs. */
const collector = z.strictObject({
  image: image
    .default(
      "us-docker.pkg.dev/cloud-ops-agents-artifacts/google-cloud-opentelemetry-collector/otelcol-google:0.156.0",
    )
    .meta({
      description:
        "Image of the OpenTelemetry Collector. It must have the receiver otlp, the processors memory_limiter, batch and resource, the exporter otlp_http and the extensions health_check and googleclientauth, and take its configuration from a variable, as Google's build and the contrib distribution do.",
      change: "Replaces the collectors one after the other.",
    }),
  cpu: z.number().min(0.1).max(8).optional().meta({
    description:
      "GKE only. CPU that one collector asks for, in vCPU; it may take twice as much. On Cloud Run it has 1.",
    absent: "0.25",
    allowed: "a number from 0.1 to 8, without quotes",
    change: "Replaces the collectors one after the other.",
  }),
  memory: memory("512Mi", "4Gi").prefault("512Mi").meta({
    description:
      "Memory of one collector. It refuses what would take more than 80% of it, and senders try again.",
    change: "Replaces the collectors one after the other.",
  }),
  scale: z
    .strictObject({
      min: wholeNumber(1, 100, "collectors").optional().meta({
        description: "Collectors that are always there.",
        absent: "1 on Cloud Run; on GKE 2, or max where that is less",
        change: "In place.",
      }),
      max: wholeNumber(1, 100, "collectors").default(4).meta({
        description: "Most collectors.",
        change: "In place.",
      }),
    })
    .prefault({})
    .meta({ description: "Bounds of scaling, on each platform that has services with telemetry." }),
});

/** What the stack file says of telemetry. */
export const telemetry = z
  .strictObject({
    destination: oneOf(["collector", "google"]).meta({
      description:
        "Where services send traces, metrics and logs by OTLP: to collectors that the stack runs, which hand them on to Google and need nothing of a program but an OpenTelemetry SDK; or to Google itself (telemetry.googleapis.com), which takes them from programs alone that add a Google access token to each request, as no SDK does without an extension (docs/telemetry.md).",
      change: revisions,
    }),
    environment: text(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, "a name of letters, digits, . _ and -")
      .optional()
      .meta({
        description: "Environment that all telemetry names (deployment.environment.name).",
        absent: "the stack's name",
        change: revisions,
      }),
    protocol: oneOf(["http/protobuf", "grpc"]).default("http/protobuf").meta({
      description:
        "Form of OTLP in which services send. Every SDK has the exporter of one or both.",
      change: revisions,
    }),
    sampling: text(
      /^(100|[1-9][0-9]?(\.[0-9]{1,2})?|0\.(0[1-9]|[1-9][0-9]?))%$/,
      'a share with its sign, with up to two decimals, from "0.01%" to "100%"',
    )
      .default("100%")
      .meta({
        form: "share",
        description:
          "Share of the traces that begin in a service which are recorded. A trace that a caller has begun is recorded where the caller says so.",
        change: revisions,
      }),
    collector: collector.optional().meta({
      description: 'The collectors, with destination "collector".',
      absent: "its defaults",
    }),
  })
  .meta({
    description:
      "OpenTelemetry: one destination, of which every service is told together with its name, its version and its environment. A service opts out by telemetry: false.",
    instead: {
      endpoint: 'Set destination: "collector", or "google".',
      exporter: 'Set destination: "collector", or "google".',
      serviceName: "Remove it: each service is told its own name.",
      sampler: "Set sampling.",
      image: "Set collector.image.",
    },
  });
