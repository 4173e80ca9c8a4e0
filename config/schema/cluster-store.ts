import { z } from "zod";
import { memory } from "./memory";
import { entryName, oneOf, text, wholeNumber } from "./value";

/** What the stack file says of every database and cache that runs in the GKE cluster. */

const storage = z.strictObject({
  size: memory("1Gi", "64Ti", true).prefault("10Gi").meta({
    description: "Size of the volume at its creation; of a cache, three times memory or more.",
    change:
      "Nothing: the volume that exists keeps its size. docs/runbooks/restore.md says how to enlarge it.",
  }),
  storageClass: oneOf(["premium-rwo", "standard-rwo"]).default("premium-rwo").meta({
    description:
      "Storage class of the volume: premium-rwo is an SSD, standard-rwo a balanced disk.",
    change: "Nothing: the volume that exists stays what it is.",
  }),
});

/** Namespace of a store. */
export const storeNamespace = entryName.optional().meta({
  description: "Kubernetes namespace of the store.",
  absent: "that of holdfast:gke",
  change: "Creates the store anew, without its data, in the other namespace.",
});

/** Image of a store; `example` is one. */
export function storeImage(example: string) {
  return text(
    /^(?=.{1,1024}$)[a-z0-9][a-z0-9._:/-]*(:[a-z0-9_][a-z0-9_.-]{0,127}|@sha256:[0-9a-f]{64})$/i,
    `an image with its tag or digest, such as "${example}"`,
  ).meta({
    description: "Image of the server, with a fixed tag or a digest.",
    change: "Restarts the store. Another major version may not read the data of this one.",
  });
}

/** The user of an image, as a number. */
export const runAsUser = wholeNumber(1, 65_534).meta({
  description:
    "Number of the user in the image as which the server runs, and of the group to which its volume belongs.",
  change: "Restarts the store.",
});

/** vCPU of a store. */
export const storeCpu = z.number().min(0.1).max(32).meta({
  allowed: "a number of vCPU from 0.1 to 32",
  description: "vCPU that the store is given.",
  change: "Restarts the store.",
});

/** Volume of a store. */
export const storeStorage = storage.prefault({}).meta({ description: "Volume of the store." });

/** Certificate of a store. */
export const storeTls = z
  .strictObject({
    secretName: text(
      /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/,
      "a name of up to 253 lower-case letters, digits, hyphens and dots",
    ).meta({
      description:
        "Secret in the namespace of the store with its certificate (tls.crt) and key (tls.key), such as cert-manager keeps. It must be there before the store.",
      change: "Restarts the store.",
    }),
    certificateAuthority: text(
      /^-----BEGIN CERTIFICATE-----\n[\s\S]*-----END CERTIFICATE-----\s*$/,
      "one or more certificates in PEM",
    ).meta({
      description: "Certificates (PEM) by which clients know the server. They are public.",
      change: "Gives each service that uses the store a new revision.",
    }),
  })
  .optional()
  .meta({
    description:
      "Certificate of the server, which then takes nothing but TLS. Without it everything goes in clear, which only the network policies of the cluster keep from others.",
    absent: "no TLS",
    change: "Restarts the store and gives each service that uses it a new revision.",
  });

/** Whether a store is backed up. */
export const storeBackups = z.boolean().default(true).meta({
  description:
    "Whether the backups of holdfast:gke.backups cover the store. false says that its data may be lost.",
  change: "In place. Backups that exist stay until they expire.",
});

/** Whether a store is protected. */
export const storeDeletionProtection = z.boolean().default(true).meta({
  description:
    "Whether Pulumi refuses to delete the store. To delete it: set false, run up, then remove it. Its volume stays until somebody deletes the volume claim.",
  change: "In place.",
});
