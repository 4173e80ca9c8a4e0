import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";

/** Nothing where something stood. */
export const missing: Fault = {
  name: "a key that is missing",
  *broken(file, places) {
    for (const { path, required } of places) {
      yield {
        what: `${shown(path)} is missing`,
        file: withValue(file, path, undefined),
        at: path,
        mustBeRefused: required,
      };
    }
  },
};

/** A key without a value, which YAML reads as null. */
export const empty: Fault = {
  name: "a key without a value",
  *broken(file, places) {
    for (const { path, schema } of places) {
      yield {
        what: `${shown(path)} has no value`,
        file: withValue(file, path, null),
        at: path,
        mustBeRefused: true,
      };
      yield {
        what: `${shown(path)} is an empty text`,
        file: withValue(file, path, ""),
        at: path,
        mustBeRefused: !z.safeParse(schema, "").success,
      };
    }
  },
};

/** A map or a list of which everything was taken out. */
export const emptied: Fault = {
  name: "a map or a list without entries",
  *broken(file, places) {
    for (const { path, value, schema } of places) {
      if (typeof value === "object" && value !== null) {
        const nothing = Array.isArray(value) ? [] : {};
        yield {
          what: `${shown(path)} has no entries`,
          file: withValue(file, path, nothing),
          at: path,
          mustBeRefused: !z.safeParse(schema, nothing).success,
        };
      }
    }
  },
};
