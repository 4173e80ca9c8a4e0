import { z } from "zod";
import { revision } from "./change";
import { text } from "./value";

/** The name of a header: a token, https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2. */
const headerName = text(
  /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/,
  'the name of a header, such as "X-API-Key"',
);

/** What a header may hold: printable ASCII, https://www.rfc-editor.org/rfc/rfc9110#section-5.5. */
export const headerText = /^[\x21-\x7e](?:[\x20-\x7e]{0,4094}[\x21-\x7e])?$/;

const headerValue = z
  .union([
    z.string().regex(headerText),
    z.strictObject({
      secret: z.string().meta({
        description: "Name of the secret of holdfast:secrets that the header holds.",
        allowed: "the name of a secret of the stack file",
        hidden: true,
        change: revision,
      }),
    }),
  ])
  .meta({
    description: "What the header holds.",
    allowed:
      "a text of 1 to 4096 printable characters, or { secret: NAME } with the name of a secret of holdfast:secrets",
    hidden: true,
    change: revision,
  });

/** The headers of a request that asks how a service is. */
export function headers(description: string, absent: string) {
  return z
    .record(headerName, headerValue)
    .optional()
    .meta({ description, absent, change: revision });
}
