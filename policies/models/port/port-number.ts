import type { Place } from "../../framework/place";
import type { Value } from "../../framework/value";

/** A port as a number, also where a program in YAML gives its digits as a text. */
export function portNumber(place: Place): Value<number> | undefined {
  const { value } = place;
  return typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : place.number();
}
