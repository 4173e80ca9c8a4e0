import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";

const WORDS = [
  true,
  false,
  null,
  "yes",
  "no",
  "on",
  "off",
  "~",
  "0x1F",
  "0o17",
  "1e3",
  "1_000",
  ".inf",
];

/** A number or a switch in quotes, a text without, or a word that some take for either. */
export const quoted: Fault = {
  name: "a number as a text, or a text as a number",
  *broken(file, places) {
    for (const { path, value, schema } of places) {
      if (typeof value === "number" || typeof value === "boolean") {
        // Pulumi hands over what stands at the top as text, whatever it was.
        for (const text of [String(value), ` ${value}`, `${value}.0`]) {
          yield {
            what: `${shown(path)} is ${JSON.stringify(text)}`,
            file: withValue(file, path, text),
            at: path,
            mustBeRefused: path.length > 1 && !z.safeParse(schema, text).success,
          };
        }
      } else if (typeof value === "string") {
        for (const word of WORDS) {
          yield {
            what: `${shown(path)} is ${JSON.stringify(word)}`,
            file: withValue(file, path, word),
            at: path,
            mustBeRefused: !z.safeParse(schema, word).success,
          };
        }
      }
    }
  },
};
