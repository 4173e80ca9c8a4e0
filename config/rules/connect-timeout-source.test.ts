import { describe } from "vitest";
import type { Change } from "../stack-file.fixture";
import { connectTimeoutSource } from "./connect-timeout-source";
import { accepts, refuses } from "./table.fixture";

const env =
  (variables: Record<string, string>): Change =>
  (file) => {
    Object.assign(file["holdfast:services"].backend.env, variables);
  };
const names = (...list: readonly string[]) => ({
  name: `the variables ${list.join(", ")}`,
  change: env(Object.fromEntries(list.map((name) => [name, "20"]))),
});
const at = (...list: readonly string[]) => list.map((name) => `services.backend.env.${name}`);

describe("N5: the connect timeout of a database", () => {
  refuses(connectTimeoutSource, [
    {
      name: "a second value of it, naming the one place",
      change: env({ PGCONNECT_TIMEOUT: "20" }),
      at: at("PGCONNECT_TIMEOUT"),
      says: 'one place for it, postgres.main-db.connectTimeout ("35s"), which reaches the service as "DATABASE_CONNECT_TIMEOUT"',
    },
    {
      ...names(
        "DB_CONNECT_TIMEOUT",
        "DB_CONNECTION_TIMEOUT_MS",
        "POSTGRES_CONNECT_TIMEOUT_SECONDS",
        "SQLALCHEMY_CONNECT_TIMEOUT",
        "MAIN_DB_CONNECT_TIMEOUT",
        "CLOUD_SQL_CONNECTION_TIMEOUT",
      ),
      at: at(
        "DB_CONNECT_TIMEOUT",
        "DB_CONNECTION_TIMEOUT_MS",
        "POSTGRES_CONNECT_TIMEOUT_SECONDS",
        "SQLALCHEMY_CONNECT_TIMEOUT",
        "MAIN_DB_CONNECT_TIMEOUT",
        "CLOUD_SQL_CONNECTION_TIMEOUT",
      ),
    },
    {
      name: "one in a secret",
      change: (file) => {
        file["holdfast:services"].backend.secrets.PGCONNECT_TIMEOUT = "signing-key";
      },
      at: ["services.backend.secrets.PGCONNECT_TIMEOUT"],
    },
    {
      name: "a variable of that meaning which tells another fact",
      change: (file) => {
        file["holdfast:services"].backend.uses["main-db"].variables = {
          overflow: "PGCONNECT_TIMEOUT",
        };
      },
      at: ["services.backend.uses.main-db.variables.overflow"],
    },
    {
      name: "the usual variable where another was chosen to tell it",
      change: (file) => {
        file["holdfast:services"].backend.uses["main-db"].variables = {
          connectTimeout: "PG_TIMEOUT",
        };
        env({ DATABASE_CONNECT_TIMEOUT: "20" })(file);
      },
      at: at("DATABASE_CONNECT_TIMEOUT"),
      says: 'as "PG_TIMEOUT"',
    },
    ...[
      "postgresql://netra@10.64.0.3:5432/netra?sslmode=require&connect_timeout=20",
      "postgresql:///netra?host=/cloudsql/netra-staging:us-central1:main&connect_timeout=20",
      "host=10.64.0.3 dbname=netra connect_timeout=20",
      "jdbc:postgresql://10.64.0.3/netra?connectTimeout=20",
      "connect_timeout=20",
    ].map((text) => ({
      name: `a connection string with it: ${text}`,
      change: env({ DB_OPTIONS: text }),
      at: at("DB_OPTIONS"),
      says: "20",
    })),
  ]);

  accepts(connectTimeoutSource, [
    names(
      "REDIS_CONNECT_TIMEOUT",
      "HTTP_CONNECT_TIMEOUT",
      "CONNECT_TIMEOUT",
      "KAFKA_CONNECTION_TIMEOUT",
    ),
    names("DB_POOL_TIMEOUT", "DB_STATEMENT_TIMEOUT", "DATABASE_TIMEOUT", "DB_CONNECT_RETRIES"),
    names("SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT", "DB_POOL_CONNECTION_TIMEOUT"),
    {
      name: "the variable that was chosen to tell it",
      change: (file) => {
        file["holdfast:services"].backend.uses["main-db"].variables = {
          connectTimeout: "PGCONNECT_TIMEOUT",
        };
      },
    },
    {
      name: "the usual variable, which another rule refuses",
      change: env({ DATABASE_CONNECT_TIMEOUT: "20" }),
    },
    {
      name: "that of a database elsewhere",
      change: env({ LEGACY_URL: "postgresql://reader@db.example.com/old?connect_timeout=5" }),
    },
    {
      name: "an address of something else with such a parameter",
      change: env({ GATEWAY: "https://10.1.2.3/charge?connect_timeout=20" }),
    },
    {
      name: "any of it in a service that uses no database",
      change: (file) => {
        file["holdfast:services"].auth.env.PGCONNECT_TIMEOUT = "20";
      },
    },
  ]);
});
