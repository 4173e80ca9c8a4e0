import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";

/** A value of each type that YAML has. */
const VALUES: readonly unknown[] = [null, true, -1.5, 7, "x y", [], ["a"], {}, { a: { b: [1] } }];

/** A value of another type than the one that stands there. */
export const wrongType: Fault = {
  name: "a value of another type",
  *broken(file, places) {
    for (const { path, value, schema } of places) {
      for (const other of VALUES) {
        if (typeOf(other) === typeOf(value)) {
          continue;
        }
        yield {
          what: `${shown(path)} is ${JSON.stringify(other)}`,
          file: withValue(file, path, other),
          at: path,
          mustBeRefused: !z.safeParse(schema, other).success,
        };
      }
    }
  },
};

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}
