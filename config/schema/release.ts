import { z } from "zod";
import { text } from "./value";

/** What the stack file says of releases into the stack. */
export const release = z
  .strictObject({
    halted: text(/^\S(?=.{4,299}$).*\S$/, "a reason of 5 to 300 characters on one line")
      .optional()
      .meta({
        description:
          "Why nothing may be deployed. While it is there every `up` of the stack is refused with this reason, whoever runs it and however; previews go on with a warning, and `destroy` is left to deletion protection.",
        absent: "deployments are allowed",
        change: "Nothing: it is only checked.",
      }),
  })
  .meta({ description: "Whether the stack may be deployed." });
