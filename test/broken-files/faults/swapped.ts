import { z } from "zod";
import { type Fault, shown, withValue } from "../broken-file";
import type { Place } from "../places";

/** Two values of one map that stand in each other's place. */
export const swapped: Fault = {
  name: "two values in each other's place",
  *broken(file, places) {
    for (const siblings of siblingsIn(places)) {
      for (const [index, one] of siblings.entries()) {
        for (const other of siblings.slice(index + 1)) {
          if (JSON.stringify(one.value) !== JSON.stringify(other.value)) {
            yield {
              what: `${shown(one.path)} and ${String(other.path.at(-1))} are exchanged`,
              file: withValue(withValue(file, one.path, other.value), other.path, one.value),
              // Where both fit, what goes wrong may be anywhere that refers to them.
              at: fits(one, other.value) ? (fits(other, one.value) ? [] : other.path) : one.path,
              mustBeRefused: !fits(one, other.value) || !fits(other, one.value),
            };
          }
        }
      }
    }
  },
};

function fits({ schema }: Place, value: unknown): boolean {
  return z.safeParse(schema, value).success;
}

function siblingsIn(places: readonly Place[]): Iterable<readonly Place[]> {
  const byHolder = new Map<string, Place[]>();
  for (const place of places) {
    const holder = shown(place.path.slice(0, -1));
    byHolder.set(holder, [...(byHolder.get(holder) ?? []), place]);
  }
  return byHolder.values();
}
