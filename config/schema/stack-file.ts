import { z } from "zod";
import { edge } from "./edge";
import { gke } from "./gke";
import { network } from "./network";
import { observability } from "./observability";
import { platform } from "./platform";
import { postgres } from "./postgres";
import { redis } from "./redis";
import { registry } from "./registry";
import { release } from "./release";
import { secrets } from "./secret";
import { services } from "./service";
import { telemetry } from "./telemetry";
import { text } from "./value";
import { verify } from "./verify";

/** The namespace of the keys that belong to this program. */
export const namespace = "holdfast";

/** The `config:` of a stack file, as far as this program reads it. */
export const stackFile = z.strictObject({
  "gcp:project": text(
    /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
    "a project id of 6 to 30 lower-case letters, digits and hyphens",
  ).meta({
    description:
      "Google Cloud project in which the stack lives, and no other stack: the names of services, their accounts and secrets are the same in every stack.",
    change: "Replaces everything: the stack moves to another project.",
  }),
  "gcp:region": text(/^[a-z]+-[a-z]+[0-9]+$/, 'a region such as "us-central1"').meta({
    description: "Region in which the stack lives.",
    change: "Replaces everything: the stack moves to another region.",
  }),
  "holdfast:platform": platform.default("cloud-run").meta({
    description:
      "Where services run that do not say so themselves: on Cloud Run, or on the GKE cluster of the stack.",
    change: "Replaces the services: each is created on the other platform and deleted on this one.",
  }),
  "holdfast:network": network,
  "holdfast:gke": gke.optional(),
  "holdfast:registry": registry.optional(),
  "holdfast:postgres": postgres.default({}),
  "holdfast:redis": redis.default({}),
  "holdfast:secrets": secrets.default({}),
  "holdfast:services": services,
  "holdfast:edge": edge.optional(),
  "holdfast:verify": verify,
  "holdfast:observability": observability.optional(),
  "holdfast:telemetry": telemetry.optional(),
  "holdfast:release": release.prefault({}),
});

/** A stack file as written, after its values are read and its defaults filled. */
export type StackFile = z.output<typeof stackFile>;
