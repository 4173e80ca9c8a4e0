import { type Fault, shown, withValue } from "../broken-file";

const NUMBERS = [-1, 0, 1e9, 2 ** 31, 2 ** 53, 1e308, 5e-324];
const LONG = "x".repeat(200_000);

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) {
    value = level % 2 === 0 ? { a: value } : [value];
  }
  return value;
}

/** The whole file stays small enough to be written: only what one place holds is huge. */
const MANY = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`name-${index}`, {}]));

/** Numbers at and beyond every limit, texts without end, maps with thousands of keys, and deep ones. */
export const huge: Fault = {
  name: "a value that is huge",
  *broken(file, places) {
    for (const { path, value } of places) {
      const others = typeof value === "number" ? NUMBERS : [LONG, MANY, nested(500)];
      for (const other of others) {
        yield {
          what: `${shown(path)} is huge (${typeof other})`,
          file: withValue(file, path, other),
          at: path,
          mustBeRefused: false,
        };
      }
    }
  },
};
