import { UnknownValueError } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { type Data, Unknown } from "./value";

/** What an analysis of an exported state shows in place of a secret that it could not decrypt, whatever its type was. */
export const REDACTED_SECRET = "[secret]";

export const afterDeployment = new Unknown("is known only after deployment");
export const undecrypted = new Unknown("is a secret that could not be decrypted");
export const fileContent = new Unknown(
  "is an asset or archive, whose content a policy cannot read",
);

/**
 * Turns the properties that the policy SDK hands over into plain data. The SDK's objects throw as soon as an unknown
 * property is read, which would hide everything that stands beside it; here every unknown becomes an {@link Unknown}
 * of its own. Costs one visit of each property.
 */
export function toData(value: unknown): Data {
  if (value === REDACTED_SECRET) {
    return undecrypted;
  }
  if (value === null || typeof value !== "object") {
    return isScalar(value) ? value : undefined;
  }
  if (Array.isArray(value)) {
    const items: Data[] = [];
    for (let index = 0; index < value.length; index++) {
      items.push(readKey(value, index));
    }
    return items;
  }
  if (pulumi.asset.Asset.isInstance(value) || pulumi.asset.Archive.isInstance(value)) {
    return fileContent;
  }
  return toProperties(value);
}

/** The same for a whole set of properties. */
export function toProperties(value: object): { [key: string]: Data } {
  // An assignment of the key "__proto__" would not make a property.
  return Object.fromEntries(Object.keys(value).map((key) => [key, readKey(value, key)]));
}

function readKey(container: object, key: PropertyKey): Data {
  let value: unknown;
  try {
    value = (container as Record<PropertyKey, unknown>)[key];
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return afterDeployment;
    }
    throw error;
  }
  return toData(value);
}

function isScalar(value: unknown): value is string | number | boolean | null | undefined {
  return (
    value === null ||
    value === undefined ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  );
}
