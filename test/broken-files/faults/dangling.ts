import { type Fault, shown, withKey, withValue } from "../broken-file";

const REFERENCES: Readonly<Record<string, true>> = {
  service: true,
  passwordSecret: true,
  host: true,
  database: true,
  user: true,
  opens: true,
};

/** A reference to what the file does not declare. */
export const dangling: Fault = {
  name: "a reference that leads nowhere",
  *broken(file, places) {
    for (const { path, value } of places) {
      const key = path.at(-1);
      const holder = path.at(-2);
      if (holder === "uses" && typeof key === "string") {
        for (const other of ["nothing-here", "constructor", "toString", "a".repeat(63)]) {
          yield {
            what: `${shown(path)} is ${other}`,
            file: withKey(file, path, other),
            at: [...path.slice(0, -1), other],
            mustBeRefused: true,
          };
        }
      }
      const refers =
        typeof value === "string" &&
        (REFERENCES[String(key)] ||
          ["routes", "secrets", "warning", "critical"].includes(String(holder)));
      if (refers) {
        for (const other of ["nothing-here", "hasOwnProperty", "__proto__", `${value}-2`]) {
          yield {
            what: `${shown(path)} is ${other}`,
            file: withValue(file, path, other),
            at: path,
            mustBeRefused: false,
          };
        }
      }
    }
  },
};
