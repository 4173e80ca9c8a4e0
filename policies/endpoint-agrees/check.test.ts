import { describe, expect, it } from "vitest";
import { messagesOf } from "./messages.fixture";
import { configMapOf, deploymentOf, env, secretOf, type Texts } from "./program.fixture";

/** The messages for a container with these variables. */
const withVariables = (variables: Texts) =>
  messagesOf(deploymentOf({ envFrom: [], env: env(variables) }));

const HOST = "aia-alloydb-primary.default.svc.cluster.local";
const URL = `postgresql://aia:pa55-of-aia@${HOST}:5432/aia_production`;

describe("A5: a Secret and a ConfigMap that say different things of one database", () => {
  const url = (host: string) => ({
    DATABASE_URL: `postgresql://aia:supersecret@${host}:5432/aia_production`,
  });

  it("are refused with both places and both hosts, and without the password", async () => {
    expect(
      await messagesOf(secretOf(url("localhost")), configMapOf({ DB_HOST: HOST }), deploymentOf()),
    ).toEqual([
      'mandatory: Deployment "api": spec.template.spec.containers[0].envFrom[1].configMapRef gives the host "aia-alloydb-primary.default.svc.cluster.local" for a database from ConfigMap "aia-config" (data.DB_HOST), but spec.template.spec.containers[0].envFrom[0].secretRef gives the host "localhost" for a database (PostgreSQL) from Secret "aia-secrets" (stringData.DATABASE_URL). Whatever tells a workload of one database or cache must tell the same. Declare it once and take all settings from there, or name two databases apart.',
    ]);
  });

  it("are found in any order of the resources", async () => {
    const program = [secretOf(url("localhost")), configMapOf({ DB_HOST: HOST }), deploymentOf()];
    expect(await messagesOf(...program.toReversed())).toEqual(await messagesOf(...program));
  });

  it("pass once they say the same", async () => {
    expect(
      await messagesOf(secretOf(url(HOST)), configMapOf({ DB_HOST: HOST }), deploymentOf()),
    ).toEqual([]);
  });
});

it.each<[what: string, variables: Texts]>([
  ["host", { DATABASE_URL: URL, DB_HOST: "other" }],
  ["host", { PGHOST: HOST, POSTGRES_HOST: "other.default.svc" }],
  ["host", { DATABASE_URL: URL, DATABASE_URL_ASYNC: URL.replace(HOST, "other") }],
  ["host", { REDIS_URL: "redis://redis:6379/0", REDIS_HOST: "redis-master" }],
  ["host", { SPRING_DATASOURCE_URL: "jdbc:postgresql://db:5432/aia", DB_HOST: "postgres" }],
  ["host", { DB_DSN: "host=db dbname=aia user=u", DB_HOST: "postgres" }],
  ["host", { MONGO_URL: "mongodb://a:27017,b:27017/x", MONGO_HOST: "c" }],
  [
    "host",
    {
      DATABASE_URL: "postgresql://u@/netra?host=/cloudsql/p:r:one",
      DB_HOST: "/cloudsql/p:r:two",
    },
  ],
  [
    "database",
    { DATABASE_URL: "postgresql://u@/netra?host=/cloudsql/p:r:one", DB_NAME: "netra_staging" },
  ],
  ["port", { DATABASE_URL: URL, DB_PORT: "5433" }],
  ["port", { REDIS_URL: "redis://redis:6380", REDIS_HOST: "redis", REDIS_PORT: "6379" }],
  ["database", { DATABASE_URL: URL, DB_NAME: "aia_staging" }],
  ["database", { DATABASE_URL: URL, PGDATABASE: "aia_staging" }],
  ["database", { DATABASE_URL: URL, POSTGRES_DB: "aia_staging" }],
  ["database", { REDIS_URL: "redis://redis:6379/1", REDIS_DB: "0" }],
])("refuses another %s in %j", async (what, variables) => {
  const messages = await withVariables(variables);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(
    new RegExp(`^mandatory: .* gives the ${what}s? .* gives the ${what}s? `),
  );
  expect(messages[0]).not.toContain("pa55");
});

it.each<[why: string, variables: Texts]>([
  ["a name and an address", { DB_HOST: "db.example.com", PGHOST: "10.20.0.3" }],
  ["a product and a database without a name", { DB_HOST: "10.20.0.3", ALLOYDB_HOST: "10.20.0.9" }],
])("cannot tell whether %s are one", async (_why, variables) => {
  const messages = await withVariables(variables);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^advisory: Not evaluated: /);
});

describe("what is right passes", () => {
  it.each<[why: string, variables: Texts]>([
    [
      "the same in parts",
      { DATABASE_URL: URL, DB_HOST: HOST, DB_PORT: "5432", DB_NAME: "aia_production" },
    ],
    [
      "the default port is left out",
      { DATABASE_URL: URL.replace(":5432", ""), DB_HOST: HOST, DB_PORT: "5432" },
    ],
    ["upper case and a trailing dot", { DATABASE_URL: URL, DB_HOST: `${HOST.toUpperCase()}.` }],
    [
      "a short name in the namespace",
      { REDIS_HOST: "redis", REDIS_URL: "redis://redis.aia-system.svc.cluster.local:6379" },
    ],
    [
      "a name with its namespace",
      { REDIS_HOST: "redis.aia-system", REDIS_URL: "redis://redis:6379" },
    ],
    [
      "IPv6 with and without brackets",
      { DATABASE_URL: "postgresql://u@[2001:db8::1]:5432/d", DB_HOST: "2001:0db8:0:0:0:0:0:1" },
    ],
    [
      "JDBC",
      {
        JDBC_URL: `jdbc:postgresql://${HOST}:5432/aia_production?sslmode=require`,
        DATABASE_URL: URL,
      },
    ],
    [
      "an asynchronous driver",
      { DATABASE_URL: URL, ASYNC_DATABASE_URL: URL.replace("postgresql:", "postgresql+asyncpg:") },
    ],
    [
      "loopback in two spellings",
      { DATABASE_URL: "postgresql://u@localhost:5432/d", PGHOST: "127.0.0.1" },
    ],
    ["another database by name", { DB_HOST: "db", ANALYTICS_DB_HOST: "warehouse" }],
    ["a replica", { DATABASE_URL: URL, DATABASE_REPLICA_URL: URL.replace("primary", "read-pool") }],
    ["a reader", { DB_HOST: "db-rw", DB_HOST_READER: "db-ro" }],
    ["a read-only one", { DB_HOST: "db-rw", DB_READONLY_HOST: "db-ro" }],
    [
      "a direct way beside a pool",
      { DATABASE_URL: "postgresql://u@db:6432/aia", DIRECT_URL: "postgresql://u@db:5432/aia" },
    ],
    ["a pool in front", { DATABASE_URL: "postgresql://u@pgbouncer:5432/aia", DB_HOST: "db" }],
    ["a pool on its own port", { DATABASE_URL: "postgresql://u@db:6432/aia", DB_PORT: "5432" }],
    [
      "a shadow database",
      { DATABASE_URL: URL, SHADOW_DATABASE_URL: "postgresql://u@shadow:5432/shadow" },
    ],
    ["databases with numbers", { DB1_HOST: "a", DB2_HOST: "b", DB_HOST_3: "c" }],
    [
      "caches by use",
      {
        REDIS_URL: "redis://a:6379/0",
        REDIS_CACHE_URL: "redis://b:6379/1",
        CELERY_BROKER_URL: "redis://c:6379/2",
      },
    ],
    [
      "two engines",
      { POSTGRES_HOST: "pg", MYSQL_HOST: "my", REDIS_HOST: "redis", MONGO_HOST: "mongo" },
    ],
    [
      "a time series database beside it",
      { DATABASE_URL: URL, TIMESCALE_URL: "postgresql://u@postgresql-timescale:5432/series" },
    ],
    [
      "no database at all",
      { API_HOST: "api", AUTH_URL: "https://auth.example.com", KAFKA_BROKERS: "a:9092,b:9092" },
    ],
    ["the address that the host stands for", { PGHOST: "db.example.com", PGHOSTADDR: "10.0.0.3" }],
    [
      "a list that leaves some out",
      { MONGO_URL: "mongodb://a:27017,b:27017,c:27017/x", MONGO_HOSTS: "b:27017,a:27017" },
    ],
    [
      "names that SRV records stand for",
      { MONGODB_URI: "mongodb+srv://u:p@cluster.example.com/x", MONGO_HOST: "shard-0.example.com" },
    ],
    ["hosts that may come", { DB_HOST: "db", ALLOWED_DB_HOSTS: "other" }],
    [
      "a type and a service",
      {
        DB_TYPE: "postgres",
        DB_SERVICE_NAME: "aia-db",
        DB_HOST: "db",
        DB_USER_NAME: "aia",
        DATABASE_URL: "postgresql://aia@db/aia",
      },
    ],
    ["placeholders", { DATABASE_URL: "postgresql://u:p@{{ .host }}:5432/x", DB_HOST: "db" }],
    [
      "references to variables",
      { DB_HOST: "db", DATABASE_URL: "postgresql://u@$(DB_HOST):5432/x" },
    ],
    [
      "a socket",
      { DATABASE_URL: "postgresql://u@/d?host=/cloudsql/p:r:i", DB_HOST: "/cloudsql/p:r:i" },
    ],
    [
      "a socket and an address",
      { DATABASE_URL: "postgresql+psycopg://u@/d?host=/cloudsql/p:r:i", PGHOST: "10.20.0.3" },
    ],
    [
      "a pod of the Service",
      {
        REDIS_HOST: "redis-headless",
        REDIS_URL: "redis://redis-0.redis-headless.aia-system.svc.cluster.local:6379",
      },
    ],
    [
      "a test database",
      { DATABASE_URL: URL, TEST_DATABASE_URL: "postgresql://u@localhost:5432/test" },
    ],
  ])("%s", async (_why, variables) => {
    expect(await withVariables(variables)).toEqual([]);
  });
});
