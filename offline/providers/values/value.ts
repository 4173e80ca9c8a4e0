/**
 * The values that travel between the engine and a provider: JSON, and beside it the two things that JSON cannot say,
 * a value that is not known yet and a value that is secret.
 */

/** A value that only the deployment will tell. There is one, `unknown`. */
export class Unknown {
  /** Keeps the class distinct from every other empty class. */
  readonly kind = "unknown";
}

/** A value that must not be shown. The value inside may itself be unknown. */
export class Secret {
  /** @param value What is secret. It is never a `Secret` itself. */
  constructor(readonly value: Exclude<Value, Secret>) {}
}

/** Any value of a property. Assets, archives and references to resources stay the objects that the wire has. */
export type Value = Plain | Unknown | Secret | Value[] | Properties;

/** The properties of a resource, of an object in one, or of the provider itself. */
export interface Properties {
  [name: string]: Value;
}

/** A value in which nothing is unknown and nothing is marked secret. */
export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

/** The value that is not known yet. */
export const unknown = new Unknown();

/** Whether the value is an object with properties, rather than a list, a scalar, a secret or an unknown. */
export function isObject(value: Value | undefined): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret)
  );
}

/** Marks a value as secret; one that is secret already stays as it is. */
export function secret(value: Value): Secret {
  return value instanceof Secret ? value : new Secret(value);
}

/** The value without its own mark of secrecy. Marks further inside stay. */
export function unmarked(value: Value): Exclude<Value, Secret> {
  return value instanceof Secret ? value.value : value;
}

/** The value without any mark of secrecy, however deep. */
export function revealed(value: Value): Value {
  const inner = unmarked(value);
  if (Array.isArray(inner)) return inner.map(revealed);
  if (isObject(inner)) {
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, revealed(item)]));
  }
  return inner;
}

/** Whether the value, or anything inside it, is marked as secret. */
export function holdsSecret(value: Value): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isObject(value) && Object.values(value).some(holdsSecret);
}

/** Whether the value, or anything inside it, is not known yet. */
export function holdsUnknown(value: Value): boolean {
  const inner = unmarked(value);
  if (inner instanceof Unknown) return true;
  if (Array.isArray(inner)) return inner.some(holdsUnknown);
  return isObject(inner) && Object.values(inner).some(holdsUnknown);
}
