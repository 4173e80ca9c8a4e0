import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";

/** Other units for a time, a size, a share and an address, and none. */
const TIMES = [
  "35",
  "35 s",
  "35sec",
  "35S",
  "0.5s",
  "35000ms",
  "PT35S",
  "1h30m",
  "-5s",
  "s",
  "35min",
];
const SIZES = [
  "2",
  "2G",
  "2GB",
  "2 Gi",
  "2gi",
  "2048",
  "2Gib",
  "2Ti",
  "0Gi",
  "-1Gi",
  "1.5Gi",
  "Gi",
];
const SHARES = ["99", "0.99", "99 %", "99percent", "%", "101%", "-1%", "9.9.9%"];
const RANGES = [
  "10.0.0.0",
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0/20",
  "10.0.0.256/20",
  "10.0.0.5/20",
];

const KINDS: readonly (readonly [form: RegExp, others: readonly unknown[]])[] = [
  [/^[0-9]+(ms|s|m|h|d)$/, [...TIMES, ...SIZES, 35]],
  [/^[0-9]+[MGT]i$/, [...SIZES, ...TIMES, 2]],
  [/^[0-9.]+%$/, [...SHARES, 0.99, 99]],
  [/^[0-9]+(\.[0-9]+){3}\/[0-9]+$/, [...RANGES, "fd00::/64"]],
];

/** A time, a size, a share or a range in units that it does not have. */
export const units: Fault = {
  name: "a unit that is missing or another",
  *broken(file, places) {
    for (const { path, value, schema } of places) {
      const [, others = []] =
        KINDS.find(([form]) => typeof value === "string" && form.test(value)) ?? [];
      for (const other of others) {
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
