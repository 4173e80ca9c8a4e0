/**
 * A value that cannot be read now: computed later by the provider, or a secret that could not be decrypted.
 * Policies meet it as data, so that reading one unknown never hides what stands beside it.
 */
export class Unknown {
  /** @param reason Why it cannot be read, as a clause that ends a sentence ("is known only after deployment"). */
  constructor(readonly reason: string) {}
}

/** A value of a resource that may not be known at preview. */
export type Value<T> = T | Unknown;

/** Plain data of a resource, in which everything unknown is an {@link Unknown}. */
export type Data =
  | Unknown
  | null
  | undefined
  | string
  | number
  | boolean
  | Data[]
  | { [key: string]: Data };

/** The text of a value of any type. Unlike `String`, it takes an object whose own properties stand in the way, such as `toString`. */
export function textOf(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** Tells whether a value can be read now. */
export function isKnown<T>(value: Value<T>): value is T {
  return !(value instanceof Unknown);
}
