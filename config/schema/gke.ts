import { z } from "zod";
import { duration } from "./duration";
import { maintenance } from "./gke-maintenance";
import { nodePool } from "./gke-node-pool";
import { addressRange } from "./range";
import { entryName, oneOf, text } from "./value";

const backups = z.strictObject({
  enabled: z.boolean().default(true).meta({
    description:
      "Whether Backup for GKE keeps copies of the cluster's objects and of the data of its volumes.",
    change: "In place. Turning it off keeps the backups that exist until they expire.",
  }),
  cronSchedule: text(
    /^[0-9*,/-]+( [0-9A-Za-z*,/-]+){4}$/,
    'a cron expression of five fields in UTC, such as "0 3 * * *"',
  )
    .default("0 3 * * *")
    .meta({ description: "When a backup is made, in UTC.", change: "In place." }),
  retention: duration("1d", "365d", true).prefault("30d").meta({
    description:
      "How long each backup is kept, in whole days. A plan keeps up to 360 backups: 360d with one a day, 90d with four.",
    change: "In place, for backups that are made after it.",
  }),
  deleteLock: duration("0d", "90d", true).prefault("0d").meta({
    description:
      "How long nobody can delete a backup, in whole days, and the plan with it. Not longer than retention.",
    change: "In place, for backups that are made after it.",
  }),
  encryptionKey: text(
    /^projects\/[^/\s]+\/locations\/[^/\s]+\/keyRings\/[^/\s]+\/cryptoKeys\/[^/\s]+$/,
    'the full name of a key, "projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>"',
  )
    .optional()
    .meta({
      description:
        "Cloud KMS key of the region with which the objects in a backup are encrypted. The service agent of Backup for GKE must have roles/cloudkms.cryptoKeyEncrypterDecrypter on it.",
      absent: "a key of Google",
      change:
        "In place, for backups that are made after it. Destroying the key destroys the backups.",
    }),
});

/** What the stack file says of the GKE cluster. */
export const gke = z
  .strictObject({
    name: text(
      /^[a-z][a-z0-9-]*$/,
      "lower-case letters, digits and hyphens, starting with a letter",
    )
      .optional()
      .meta({
        description: "Name of the cluster, up to 40 characters.",
        absent: "the stack's name",
        change: "Replaces the cluster and loses what its volumes hold.",
      }),
    mode: oneOf(["autopilot", "standard"]).default("autopilot").meta({
      description:
        "Who runs the nodes: with autopilot Google, which bills what the pods ask for; with standard the nodePools below do.",
      change: "Replaces the cluster and loses what its volumes hold.",
    }),
    podRange: addressRange(9, 21, "10.32.0.0/16").meta({
      description:
        "Secondary range of the network's subnet from which pods take their addresses: 256 for each node of standard, 64 for each of autopilot.",
      change: "Replaces the cluster and loses what its volumes hold.",
    }),
    serviceRange: addressRange(16, 27, "10.48.0.0/20").meta({
      description:
        "Secondary range of the network's subnet from which each Kubernetes Service takes its address.",
      change: "Replaces the cluster and loses what its volumes hold.",
    }),
    namespace: entryName.optional().meta({
      description: "Namespace of services and stores in the cluster that name none themselves.",
      absent: "the stack's name",
      change: "Replaces what stands in it, with a time without.",
    }),
    nodePools: z.record(entryName, nodePool).default({}).meta({
      description: "Node pools of a standard cluster: a map from the name to the pool.",
      change:
        "Adding creates a pool. Removing drains its nodes: their pods start on those of other pools.",
    }),
    releaseChannel: oneOf(["RAPID", "REGULAR", "STABLE", "EXTENDED"]).default("REGULAR").meta({
      description:
        "How early new versions of Kubernetes come: RAPID first, STABLE last; EXTENDED keeps a version for up to 24 months.",
      change: "In place.",
    }),
    maintenance,
    secretsKey: text(
      /^projects\/[^/\s]+\/locations\/[^/\s]+\/keyRings\/[^/\s]+\/cryptoKeys\/[^/\s]+$/,
      'the full name of a key, "projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>"',
    )
      .optional()
      .meta({
        description:
          "Cloud KMS key with which Kubernetes Secrets are encrypted once more in the cluster's own database. The service agent of GKE must have roles/cloudkms.cryptoKeyEncrypterDecrypter on it.",
        absent: "they are encrypted by Google's keys alone",
        change: "In place. Destroying the key destroys the cluster.",
      }),
    backups: backups.prefault({}).meta({
      description: "Backup for GKE, which keeps what stands in the cluster.",
    }),
    deletionProtection: z.boolean().default(true).meta({
      description:
        "Whether the cluster is protected from deletion, by Pulumi and by the provider. To delete it: set false, run up, then remove it.",
      change: "In place.",
    }),
  })
  .meta({
    description:
      "The GKE cluster of the stack, with private nodes and a control plane that is reached by its DNS name.",
    instead: {
      enableAutopilot: 'Set mode: "autopilot".',
      region: "Remove it: the cluster stands in gcp:region, in three zones.",
      location: "Remove it: the cluster stands in gcp:region, in three zones.",
      zone: "Remove it: the cluster stands in gcp:region, in three zones.",
      masterIpv4CidrBlock: "Remove it: the control plane is reached by its DNS name.",
      masterAuthorizedNetworks: "Remove it: the control plane has no address that is reached.",
      clusterIpv4Cidr: "Set podRange.",
      servicesIpv4Cidr: "Set serviceRange.",
      maintenanceWindow: "Set maintenance.",
      maintenancePolicy: "Set maintenance.",
      workloadIdentity: "Remove it: it is always on.",
    },
  });
