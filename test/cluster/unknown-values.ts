import type { ApiClient } from "./api-client";
import type { KubernetesObject } from "./kubernetes-object";
import { UNKNOWN } from "./planned-objects";

/** A schema of OpenAPI 3, as far as it says what type a value has. */
interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly "x-kubernetes-int-or-string"?: boolean;
  readonly "x-kubernetes-group-version-kind"?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

type Schemas = Readonly<Record<string, Schema>>;

/** What stands for an unknown text where not every text will do, by the name of the property. */
const TEXTS: Readonly<Record<string, string>> = {
  cidr: "10.0.0.0/24",
  clusterIP: "None",
  ip: "10.0.0.1",
  loadBalancerIP: "192.0.2.1",
};

/** What stands for an unknown text of a format. */
const FORMATTED: Readonly<Record<string, string>> = {
  byte: "dW5rbm93bg==",
  "date-time": "2026-01-01T00:00:00Z",
  duration: "30s",
};

/** The objects of a plan with a value of the right type wherever the plan knows none, by the schemas of the API server. */
export async function withoutUnknowns(
  client: ApiClient,
  objects: readonly KubernetesObject[],
): Promise<KubernetesObject[]> {
  const known = new Map<string, Promise<Schemas>>();
  const completed = objects.map(async (object) => {
    const schemas = known.get(object.apiVersion) ?? schemasOf(client, object.apiVersion);
    known.set(object.apiVersion, schemas);
    const all = await schemas;
    return complete(object, schemaOf(all, object), all, "") as KubernetesObject;
  });
  return Promise.all(completed);
}

async function schemasOf(client: ApiClient, apiVersion: string): Promise<Schemas> {
  const group = apiVersion.includes("/") ? `apis/${apiVersion}` : `api/${apiVersion}`;
  const { status, text } = await client.get(`/openapi/v3/${group}`);
  if (status !== 200) return {};
  return (JSON.parse(text) as { components?: { schemas?: Schemas } }).components?.schemas ?? {};
}

function schemaOf(schemas: Schemas, { apiVersion, kind }: KubernetesObject): Schema | undefined {
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  return Object.values(schemas).find((schema) =>
    schema["x-kubernetes-group-version-kind"]?.some(
      (entry) => entry.group === group && entry.version === version && entry.kind === kind,
    ),
  );
}

function complete(value: unknown, schema: Schema | undefined, all: Schemas, name: string): unknown {
  const resolved = resolve(schema, all);
  if (value === UNKNOWN) return sample(resolved, name);
  if (Array.isArray(value)) return value.map((item) => complete(item, resolved?.items, all, name));
  if (typeof value !== "object" || value === null) return value;
  const others = resolved?.additionalProperties;
  return Object.fromEntries(
    Object.entries(value).map(([property, item]) => {
      const inner =
        resolved?.properties?.[property] ?? (typeof others === "object" ? others : undefined);
      return [property, complete(item, inner, all, property)];
    }),
  );
}

function resolve(schema: Schema | undefined, all: Schemas): Schema | undefined {
  const [first] = schema?.allOf ?? [];
  if (first !== undefined) return resolve(first, all);
  const name = schema?.$ref?.split("/").at(-1);
  return name === undefined ? schema : resolve(all[name], all);
}

function sample(schema: Schema | undefined, name: string): unknown {
  if (schema?.enum !== undefined) return schema.enum[0];
  switch (schema?.type) {
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return {};
    case "string":
      return FORMATTED[schema.format ?? ""] ?? TEXTS[name] ?? "unknown";
    default:
      return isQuantityOrPort(schema) ? 1 : "unknown";
  }
}

/** What may be a number or a text has no type: a quantity such as `250m`, a port such as `http`. */
function isQuantityOrPort(schema: Schema | undefined): boolean {
  return schema?.oneOf !== undefined || schema?.["x-kubernetes-int-or-string"] === true;
}
