import fc from "fast-check";
import { expect, it } from "vitest";
import { stackResource } from "../testing/stack-resource";
import { checkEndpoints } from "./check";

const NAMESPACE = "aia-backend";
const PASSWORD = "pa55w0rd-of-nobody";

/** The ways to write one Service for who is in its namespace. */
const spellings = (name: string) =>
  fc
    .constantFrom("", `.${NAMESPACE}`, `.${NAMESPACE}.svc`, `.${NAMESPACE}.svc.cluster.local`)
    .chain((end) =>
      fc.constantFrom(`${name}${end}`, `${name}${end}`.toUpperCase(), `${name}${end}.`),
    );

/** The ways to tell a container of a database at a host. */
const FORMS: readonly (readonly [variable: string, write: (host: string) => string])[] = [
  ["DB_HOST", (host) => host],
  ["PGHOST", (host) => host],
  ["POSTGRES_SERVER", (host) => host],
  ["DATABASE_URL", (host) => `postgresql://aia:${PASSWORD}@${host}:5432/aia`],
  ["POSTGRES_URL", (host) => `postgres://aia:${PASSWORD}@${host}/aia?sslmode=require`],
  ["SQLALCHEMY_DATABASE_URI", (host) => `postgresql+asyncpg://aia:${PASSWORD}@${host}/aia`],
  ["SPRING_DATASOURCE_URL", (host) => `jdbc:postgresql://${host}:5432/aia`],
  ["DATABASE_DSN", (host) => `host=${host} port=5432 dbname=aia user=aia password=${PASSWORD}`],
];

type Told = readonly [variable: string, text: string];

/** A way to put a variable into a container: the objects, and what the container says. */
const CARRIERS: readonly ((told: Told, at: number) => Carried)[] = [
  ([name, value]) => ({ container: { env: [{ name, value }] } }),
  ([name, value], at) => ({
    object: { kind: "ConfigMap", name: `settings-${at}`, data: { [name]: value } },
    container: { envFrom: [{ configMapRef: { name: `settings-${at}` } }] },
  }),
  ([name, value], at) => ({
    object: { kind: "Secret", name: `secrets-${at}`, stringData: { key: value } },
    container: {
      env: [{ name, valueFrom: { secretKeyRef: { name: `secrets-${at}`, key: "key" } } }],
    },
  }),
  ([name, value], at) => ({
    object: {
      kind: "Secret",
      name: `encoded-${at}`,
      data: { [name]: Buffer.from(value).toString("base64") },
    },
    container: { envFrom: [{ secretRef: { name: `encoded-${at}` } }] },
  }),
];

interface Carried {
  readonly object?: {
    readonly kind: string;
    readonly name: string;
    readonly [data: string]: unknown;
  };
  readonly container: { readonly env?: readonly object[]; readonly envFrom?: readonly object[] };
}

function found(carried: readonly Carried[]) {
  const objects = carried.flatMap(({ object }) => {
    if (object === undefined) {
      return [];
    }
    const { kind, name, ...data } = object;
    const props = { metadata: { name, namespace: NAMESPACE }, ...data } as never;
    return [stackResource(`kubernetes:core/v1:${kind}`, name, props)];
  });
  const container = {
    image: "api:1.0.0",
    env: carried.flatMap((each) => each.container.env ?? []),
    envFrom: carried.flatMap((each) => each.container.envFrom ?? []),
  };
  const props = {
    metadata: { name: "api", namespace: NAMESPACE },
    spec: { template: { spec: { containers: [container] } } },
  } as never;
  const workload = stackResource("kubernetes:apps/v1:Deployment", "api", props);
  return checkEndpoints([workload, ...objects]).map(({ finding }) => finding);
}

/** Two different variables in any carriers. */
const two = fc
  .tuple(
    fc.shuffledSubarray([...FORMS], { minLength: 2, maxLength: 2 }),
    fc.constantFrom(...CARRIERS),
    fc.constantFrom(...CARRIERS),
  )
  .map(
    ([forms, ...carriers]) =>
      (hosts: readonly string[]) =>
        forms.map(([variable, write], at) =>
          (carriers[at] as (typeof CARRIERS)[number])([variable, write(hosts[at] ?? "")], at),
        ),
  );

it("one database in any two spellings, forms and carriers passes", () => {
  fc.assert(
    fc.property(two, spellings("db"), spellings("db"), (tell, one, other) => {
      expect(found(tell([one, other]))).toEqual([]);
    }),
  );
});

it("fails on two databases in any two spellings, forms and carriers, and shows no password", () => {
  fc.assert(
    fc.property(two, spellings("db"), spellings("old-db"), (tell, one, other) => {
      const findings = found(tell([one, other]));
      expect(findings.map(({ kind }) => kind)).toEqual(["violation"]);
      expect(findings[0]?.message).not.toContain(PASSWORD);
      expect(findings[0]?.message.toLowerCase()).toContain('"old-db');
    }),
  );
});
