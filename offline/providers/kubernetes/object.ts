import {
  isObject,
  type Properties,
  Secret,
  secret,
  Unknown,
  unmarked,
  type Value,
} from "../values/value";

/** The annotation of an object whose name the provider made. */
const autonamed = "pulumi.com/autonamed";

/** What only the API server writes. A program that gives it, from an exported object, does not mean it. */
const writtenByServer = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "managedFields",
  "resourceVersion",
  "uid",
];

/** The metadata of an object; empty where it has none or where it is not known. */
export function metadataOf(object: Properties): Properties {
  const metadata = unmarked(object.metadata ?? null);
  return isObject(metadata) ? metadata : {};
}

/** The object with more metadata. Metadata that is not known as a whole stays so. */
export function withMetadata(object: Properties, more: Properties): Properties {
  if (unmarked(object.metadata ?? null) instanceof Unknown) return object;
  return { ...object, metadata: { ...metadataOf(object), ...more } };
}

/** The name of the object as a known text; empty where it has none or where it is not known. */
export function nameOf(object: Properties): string {
  return textOf(metadataOf(object).name);
}

/** The namespace of the object as a known text; empty where it has none or where it is not known. */
export function namespaceOf(object: Properties): string {
  return textOf(metadataOf(object).namespace);
}

/** Whether the object has a name, known or not. */
export function isNamed(object: Properties): boolean {
  if (unmarked(object.metadata ?? null) instanceof Unknown) return true;
  const name = unmarked(metadataOf(object).name ?? null);
  return name instanceof Unknown || textOf(name) !== "";
}

/** The object with a name that the provider made, and noted as such. */
export function withMadeName(object: Properties, name: string): Properties {
  const given = unmarked(metadataOf(object).annotations ?? null);
  const annotations = { ...(isObject(given) ? given : {}), [autonamed]: "true" };
  return withMetadata(object, { name, annotations });
}

/** Whether the provider made the name of the object. */
export function hasMadeName(object: Properties): boolean {
  const annotations = unmarked(metadataOf(object).annotations ?? null);
  return isObject(annotations) && textOf(annotations[autonamed]) === "true";
}

/** The object as the API server will read it: without what it writes itself, and a Secret's texts as data. */
export function normalized(object: Properties): Properties {
  const kept = Object.entries(metadataOf(object)).filter(
    ([name]) => !writtenByServer.includes(name),
  );
  const metadata = unmarked(object.metadata ?? null);
  const clean = isObject(metadata) ? { ...object, metadata: Object.fromEntries(kept) } : object;
  return isSecretKind(object) ? withSecretData(clean) : clean;
}

function isSecretKind(object: Properties): boolean {
  return object.apiVersion === "v1" && object.kind === "Secret";
}

/**
 * The API server keeps texts as base64. What cannot be encoded yet stays a text. All that a Secret holds is secret,
 * whether the program says so or not.
 */
function withSecretData(object: Properties): Properties {
  const { stringData, data, ...rest } = object;
  const texts = unmarked(stringData ?? null);
  const encoded = isObject(texts) ? encodeAll(texts) : undefined;
  if (encoded !== undefined) {
    const existing = unmarked(data ?? null);
    return { ...rest, data: secret({ ...(isObject(existing) ? existing : {}), ...encoded }) };
  }
  return {
    ...rest,
    ...(stringData === undefined ? {} : { stringData: secret(stringData) }),
    ...(data === undefined ? {} : { data: secret(data) }),
  };
}

function encodeAll(texts: Properties): Properties | undefined {
  const entries = Object.entries(texts).map(([name, value]) => [name, unmarked(value)] as const);
  if (entries.some(([, value]) => typeof value !== "string")) return undefined;
  return Object.fromEntries(
    entries.map(([name, value]) => [name, Buffer.from(String(value)).toString("base64")]),
  );
}

function textOf(value: Value | undefined): string {
  const inner = value instanceof Secret ? value.value : value;
  return typeof inner === "string" ? inner : "";
}
