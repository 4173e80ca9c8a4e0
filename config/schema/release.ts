import { z } from "zod";
import { reason } from "./value";

/** What the stack file says of releases into the stack. */
export const release = z
  .strictObject({
    halted: reason.optional().meta({
      description:
        "Why nothing may be deployed. While it is there every `up` of the stack is refused with this reason, whoever runs it and however; previews go on with a warning, and `destroy` is left to deletion protection.",
      absent: "deployments are allowed",
      change: "Nothing: it is only checked.",
    }),
  })
  .meta({ description: "Whether the stack may be deployed." });
