import { z } from "zod";
import { text, wholeNumber } from "./value";

const generate = z
  .strictObject({
    length: wholeNumber(16, 256, "characters").default(48).meta({
      description: "Length of the generated value: letters and digits.",
      change: "Generates a new value and gives each consumer a new revision.",
    }),
  })
  .meta({ description: "The stack generates the value and keeps it." });

const existing = z
  .strictObject({
    version: wholeNumber(1, 1_000_000).meta({
      description:
        "Number of the version that consumers get. It is pinned, so a new version is used only when this number is raised.",
      change: "Gives each consumer a new revision.",
    }),
  })
  .meta({
    description:
      "The secret of this name, with its versions, is in Secret Manager already and is cared for elsewhere.",
  });

/** What the stack file says of one secret: exactly one of the three ways to come by its value. */
export const secret = z.strictObject({
  generate: generate.optional(),
  value: z.string().min(1).max(65_536).optional().meta({
    description:
      "The value, encrypted by `pulumi config set --secret --path holdfast:secrets.NAME.value`. Never in clear.",
    allowed: "an encrypted value (secure:) of up to 65536 characters",
    hidden: true,
    secure: true,
    change: "Adds a version and gives each consumer a new revision.",
  }),
  existing: existing.optional(),
});

/** What the stack file says of its secrets. */
export const secrets = z
  .record(
    text(/^[A-Za-z0-9_-]{1,255}$/, "a name of up to 255 letters, digits, hyphens and underscores"),
    secret,
  )
  .meta({
    description:
      "Secrets of Secret Manager: a map from the name to how the value comes about: generate, value or existing.",
  });
