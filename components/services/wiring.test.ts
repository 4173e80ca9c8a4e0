import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PostgresUse, RedisUse, ServiceConfiguration, ServiceUse, Use } from "../../config";
import { ofSeconds } from "../../config/schema/duration";
import { credentialsOf, type VariableSource, wiringOf } from "./wiring";

const database: PostgresUse = {
  kind: "postgres",
  target: "main-db",
  optional: false,
  port: 5432,
  database: "netra",
  user: "netra",
  pool: 10,
  overflow: 15,
  connectTimeout: ofSeconds(35),
  urlForm: "postgresql",
  variables: {},
};
const cache: RedisUse = {
  kind: "redis",
  target: "sessions",
  optional: false,
  pool: 10,
  databaseNumber: 0,
  variables: {},
};
const call: ServiceUse = { kind: "service", target: "auth", optional: false, variables: {} };

/** A service that uses these things and has nothing else of interest. */
function service(uses: readonly Use[], more: Partial<ServiceConfiguration> = {}) {
  const byTarget = Object.fromEntries(uses.map((use) => [use.target, use]));
  return { env: {}, secrets: {}, ...more, uses: byTarget } as ServiceConfiguration;
}

describe("wiringOf", () => {
  it.each<[string, Use, VariableSource]>([
    [
      "the URL of a database is a credential",
      { ...database, variables: { url: "V" } },
      {
        kind: "credential",
        credential: { kind: "postgres-url", target: "main-db", database: "netra", user: "netra" },
      },
    ],
    [
      "the URL of a database in another form is a credential of its own",
      { ...database, urlForm: "jdbc", variables: { url: "V" } },
      {
        kind: "credential",
        credential: {
          kind: "postgres-url",
          target: "main-db",
          database: "netra",
          user: "netra",
          form: "jdbc",
        },
      },
    ],
    [
      "TLS of a database is said in the words of the form",
      { ...database, urlForm: "node-postgres", variables: { tls: "V" } },
      { kind: "postgres-tls", target: "main-db", form: "node-postgres" },
    ],
    [
      "the password of a database is a credential, the same for each form",
      { ...database, urlForm: "npgsql", variables: { password: "V" } },
      {
        kind: "credential",
        credential: { kind: "postgres-password", target: "main-db", user: "netra" },
      },
    ],
    [
      "the host of a database is its address",
      { ...database, variables: { host: "V" } },
      { kind: "postgres", target: "main-db", fact: "host" },
    ],
    [
      "the certificates of a database are its own",
      { ...database, variables: { certificateAuthority: "V" } },
      { kind: "postgres", target: "main-db", fact: "certificateAuthority" },
    ],
    [
      "the port of a database is that of PostgreSQL",
      { ...database, variables: { port: "V" } },
      { kind: "text", text: "5432" },
    ],
    [
      "the database is the one that is used",
      { ...database, variables: { database: "V" } },
      { kind: "text", text: "netra" },
    ],
    [
      "the user is the one that is used",
      { ...database, variables: { user: "V" } },
      { kind: "text", text: "netra" },
    ],
    [
      "the pool is the declared one",
      { ...database, variables: { pool: "V" } },
      { kind: "text", text: "10" },
    ],
    [
      "the overflow is the declared one",
      { ...database, variables: { overflow: "V" } },
      { kind: "text", text: "15" },
    ],
    [
      "the connect timeout is that of the database, in seconds",
      { ...database, variables: { connectTimeout: "V" } },
      { kind: "text", text: "35" },
    ],
    [
      "the URL of a database with IAM has no password, so it is no credential",
      { ...database, user: undefined, variables: { url: "V" } },
      { kind: "postgres-iam-url", target: "main-db", database: "netra" },
    ],
    [
      "the URL of a database with IAM has the form that the use names",
      { ...database, user: undefined, urlForm: "postgresql+asyncpg", variables: { url: "V" } },
      {
        kind: "postgres-iam-url",
        target: "main-db",
        database: "netra",
        form: "postgresql+asyncpg",
      },
    ],
    [
      "the user of a database with IAM is the service's own account",
      { ...database, user: undefined, variables: { user: "V" } },
      { kind: "postgres-iam-user", target: "main-db" },
    ],
    [
      "the URL of a cache is a credential",
      { ...cache, variables: { url: "V" } },
      { kind: "credential", credential: { kind: "redis-url", target: "sessions" } },
    ],
    [
      "the URL of another database of a cache is a credential of its own",
      { ...cache, databaseNumber: 3, variables: { url: "V" } },
      { kind: "credential", credential: { kind: "redis-url", target: "sessions", number: 3 } },
    ],
    [
      "the database of a cache is its number",
      { ...cache, databaseNumber: 3, variables: { database: "V" } },
      { kind: "text", text: "3" },
    ],
    [
      "TLS of a cache is its own",
      { ...cache, variables: { tls: "V" } },
      { kind: "redis", target: "sessions", fact: "tls" },
    ],
    [
      "the password of a cache is a credential",
      { ...cache, variables: { password: "V" } },
      { kind: "credential", credential: { kind: "redis-password", target: "sessions" } },
    ],
    [
      "the host of a cache is its address",
      { ...cache, variables: { host: "V" } },
      { kind: "redis", target: "sessions", fact: "host" },
    ],
    [
      "the port of a cache is its own",
      { ...cache, variables: { port: "V" } },
      { kind: "redis", target: "sessions", fact: "port" },
    ],
    [
      "the pool of a cache is a number",
      { ...cache, variables: { pool: "V" } },
      { kind: "text", text: "10" },
    ],
    [
      "the certificates of a cache are its own",
      { ...cache, variables: { certificateAuthority: "V" } },
      { kind: "redis", target: "sessions", fact: "certificateAuthority" },
    ],
    [
      "the URL of a service is that of the service",
      { ...call, variables: { url: "V" } },
      { kind: "service", target: "auth" },
    ],
  ])("knows that %s", (_, use, source) => {
    expect(wiringOf(service([use])).variables).toEqual({ V: source });
  });

  it("takes variables from env and secrets as they are", () => {
    const own = service([], { env: { MODE: "staging" }, secrets: { KEY: "api-key" } });
    expect(wiringOf(own)).toEqual({
      variables: {
        MODE: { kind: "text", text: "staging" },
        KEY: { kind: "secret", secret: "api-key" },
      },
      calls: [],
      logins: [],
    });
  });

  it("tells required from optional calls", () => {
    const optional: ServiceUse = { ...call, target: "mail", optional: true };
    expect(wiringOf(service([call, optional, cache])).calls).toEqual([
      { service: "auth", optional: false },
      { service: "mail", optional: true },
    ]);
  });

  it("logs in by itself where no user is named, and only there", () => {
    const byIam: PostgresUse = { ...database, target: "events-db", user: undefined };
    expect(wiringOf(service([database, byIam])).logins).toEqual(["events-db"]);
  });

  it("sets no variable for a fact that has none", () => {
    expect(wiringOf(service([database, cache, call])).variables).toEqual({});
  });

  it("puts into clear text only what the stack file declares", () => {
    const facts = ["url", "host", "password", "certificateAuthority", "pool"] as const;
    fc.assert(
      fc.property(fc.subarray([...facts]), (told) => {
        const variables = Object.fromEntries(told.map((fact) => [fact, fact.toUpperCase()]));
        const wired = wiringOf(service([{ ...database, variables }])).variables;
        const clear = Object.entries(wired).filter(([, source]) => source.kind === "text");
        expect(clear.map(([name]) => name)).toEqual(told.includes("pool") ? ["POOL"] : []);
      }),
    );
  });
});

describe("credentialsOf", () => {
  const uses = (...targets: Use[]) => wiringOf(service(targets));
  const url = { ...database, variables: { url: "DATABASE_URL" } };

  it("has each credential once, however many services use it", () => {
    const credentials = credentialsOf([uses(url), uses(url)]);
    expect([...credentials.keys()]).toEqual(["main-db-netra-netra-url"]);
  });

  it("has one for each user of a database", () => {
    const credentials = credentialsOf([uses(url), uses({ ...url, user: "reader" })]);
    expect([...credentials.keys()]).toEqual([
      "main-db-netra-netra-url",
      "main-db-netra-reader-url",
    ]);
  });
});
