import { z } from "zod";
import { text } from "./value";

/** What the stack file says of the Artifact Registry repository. */
export const registry = z
  .strictObject({
    repository: text(
      /^[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
      "a name of 2 to 63 lower-case letters, digits and hyphens that starts with a letter",
    ).meta({
      description:
        "Name of the Artifact Registry repository for container images. Its tags are immutable.",
      change: "Replaces the repository: all images in it are lost.",
    }),
    deletionProtection: z.boolean().default(true).meta({
      description:
        "Whether the repository is protected from deletion. To delete it: set false, run up, then remove it.",
      change: "In place.",
    }),
  })
  .meta({
    description: "The Artifact Registry repository of the stack. Absent: the stack has none.",
  });
