import { z } from "zod";
import { image } from "./image";
import { entryName, reason } from "./value";

/** What the stack file says of releases into the stack. */
export const release = z
  .strictObject({
    halted: reason.optional().meta({
      description:
        "Why nothing may be deployed. While it is there every `up` of the stack is refused with this reason, whoever runs it and however; previews go on with a warning, and `destroy` is left to deletion protection.",
      absent: "deployments are allowed",
      change: "Nothing: it is only checked.",
    }),
    pinning: z.enum(["tag", "digest"]).default("tag").meta({
      description:
        "What the image of a service has to name: `digest` refuses one without a digest, so that what is deployed is the very image that was verified. `npm run images -- pin` writes the digests.",
      change: "Nothing: it is only checked.",
    }),
    previous: z.record(entryName, image).default({}).meta({
      description:
        "The image that each service had before its present one. `npm run images -- pin` records it, and `npm run images -- rollback` puts it back.",
      change: "Nothing: nothing is deployed from it.",
    }),
  })
  .meta({ description: "Whether the stack may be deployed, and which images." });
