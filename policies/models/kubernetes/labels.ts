import type { Place } from "../../framework/place";
import { isKnown, textOf, Unknown, type Value } from "../../framework/value";

/** The labels of an object or of the pods of a workload, of which some may be unknown. */
export interface Labels {
  /** The value of a label; undefined when there is no such label. */
  readonly get: (key: string) => Value<string> | undefined;
  /**
   * Whether a label has one of some values, where it is more than {@link get} tells: each pod of a StatefulSet has
   * another name as a label.
   */
  readonly holds: (key: string, values: readonly string[]) => Value<boolean>;
}

/** Reads a map of labels, such as `metadata.labels`. An absent map has no labels. */
export function readLabels(map: Place): Labels {
  const get = (key: string): Value<string> | undefined => {
    if (map.value instanceof Unknown) {
      return map.value;
    }
    const value = map.at(key).value;
    // The API takes texts only; programs in YAML give numbers and switches, which it refuses.
    return value === undefined || value === null || value instanceof Unknown
      ? (value ?? undefined)
      : textOf(value);
  };
  return { get, holds: (key, values) => holds(get(key), values) };
}

/** Tells whether a value that may be unknown is one of some values. */
export function holds(value: Value<string> | undefined, values: readonly string[]): Value<boolean> {
  return value instanceof Unknown ? value : isKnown(value) && values.includes(value ?? "");
}
