import { type Fault, shown, withValue } from "../broken-file";

/** Keys of other tools, and names that every object of JavaScript has. */
const KEYS = [
  "replicas",
  "__proto__",
  "constructor",
  "toString",
  "<<",
  "",
  "a.b",
  "0",
  "x".repeat(300),
];

/** A key that means nothing where it stands. */
export const foreign: Fault = {
  name: "a key that means nothing there",
  *broken(file, places) {
    for (const { path, value } of places) {
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        continue;
      }
      for (const key of KEYS.filter((each) => !Object.hasOwn(value, each))) {
        yield {
          what: `${shown(path)} has ${JSON.stringify(key)}`,
          file: withValue(file, [...path, key], { a: 1 }),
          at: [...path, key],
          mustBeRefused: true,
        };
      }
    }
  },
};
