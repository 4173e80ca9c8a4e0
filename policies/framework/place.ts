import { type Data, isKnown, Unknown, type Value } from "./value";

/**
 * A value with its property path, for walking through properties that may be unknown, malformed or absent.
 * What has another type than was asked for is taken as absent: the provider refuses it with better words.
 */
export class Place {
  /**
   * @param value What stands there; undefined when there is nothing.
   * @param path Property path from the resource's own properties, such as `template.containers[0]`; empty for the root.
   */
  constructor(
    readonly value: Data,
    readonly path: string = "",
  ) {}

  /** The place below these keys. The walk stops at the first unknown, whose place it returns. */
  at(...keys: readonly string[]): Place {
    let place: Place = this;
    for (const key of keys) {
      if (place.value instanceof Unknown) {
        return place;
      }
      const parent = place.record();
      const value = parent !== undefined && Object.hasOwn(parent, key) ? parent[key] : undefined;
      place = new Place(value, place.path === "" ? key : `${place.path}.${key}`);
    }
    return place;
  }

  /** The entries of a list; none when it is not a known list. */
  entries(): readonly Place[] {
    return Array.isArray(this.value)
      ? this.value.map((value, index) => new Place(value, `${this.path}[${index}]`))
      : [];
  }

  /** Why the value cannot be read now; undefined when it can. */
  unknownReason(): string | undefined {
    return this.value instanceof Unknown ? this.value.reason : undefined;
  }

  /** The properties of a known object. */
  record(): { readonly [key: string]: Data } | undefined {
    const { value } = this;
    return isKnown(value) && typeof value === "object" && value !== null && !Array.isArray(value)
      ? value
      : undefined;
  }

  /** A text, or the unknown that stands in its place. */
  text(): Value<string> | undefined {
    const { value } = this;
    return typeof value === "string" || value instanceof Unknown ? value : undefined;
  }

  /** A switch, also where a program hands over its word, which the provider reads as one; or the unknown in its place. */
  flag(): Value<boolean> | undefined {
    const { value } = this;
    if (value === "true" || value === "false") {
      return value === "true";
    }
    return typeof value === "boolean" || value instanceof Unknown ? value : undefined;
  }

  /** A number, or the unknown that stands in its place. */
  number(): Value<number> | undefined {
    const { value } = this;
    return typeof value === "number" || value instanceof Unknown ? value : undefined;
  }
}

/** Those of some places that cannot be read now, with the reasons. */
export function unreadPlaces(
  places: readonly Place[],
): readonly { readonly path: string; readonly reason: string }[] {
  return places.flatMap((place) => {
    const reason = place.unknownReason();
    return reason === undefined ? [] : [{ path: place.path, reason }];
  });
}
