import type { Headers, PostgresUse, RedisUse, ServiceConfiguration, Use } from "../../../config";
import { type DataStores, found } from "../variable-values";
import { postgresSource, redisSource, type VariableSource } from "../wiring";
import type { CheckClient } from "./check-programs";
import { addressInCluster } from "./kubernetes-service";

/** What a service reaches before it starts, with where the variables of the check come from. */
export interface DeclaredCheck {
  /** Name of what is reached. */
  readonly target: string;
  /** The program that reaches it. */
  readonly client: CheckClient;
  /** The variables that the program takes. */
  readonly sources: Readonly<Record<string, VariableSource>>;
}

/** What `service` needs and therefore reaches before it starts. What it can do without holds nothing up. */
export function checksOf(
  { uses }: Pick<ServiceConfiguration, "uses">,
  services: Readonly<Record<string, ServiceConfiguration>>,
  stores: DataStores,
): DeclaredCheck[] {
  return Object.values(uses)
    .filter(({ optional }) => !optional)
    .map((use) => checkOf(use, services, stores));
}

function checkOf(
  use: Use,
  services: Readonly<Record<string, ServiceConfiguration>>,
  { databases, caches }: DataStores,
): DeclaredCheck {
  switch (use.kind) {
    case "postgres":
      return postgresCheck(use, found(databases, use.target));
    case "redis":
      return redisCheck(use, found(caches, use.target));
    case "service": {
      const { target } = use;
      const { namespace = "", port, health } = found(services, target);
      const url = `${addressInCluster(target, namespace, port)}${health.path}`;
      const sources = { URL: text(url), ...headerSources(health.headers) };
      return { target, client: "http", sources };
    }
  }
}

/** The headers of a request in the variables of the program that sends it: names and values, counted from 0. */
function headerSources(headers: Headers): Record<string, VariableSource> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value], index) => [
      [`HEADER_${index}_NAME`, text(name)],
      [
        `HEADER_${index}_VALUE`,
        typeof value === "string" ? text(value) : { kind: "secret", secret: value.secret },
      ],
    ]),
  );
}

function postgresCheck(use: PostgresUse, { tls }: DataStores["databases"][string]): DeclaredCheck {
  const { target, user } = use;
  const sources = {
    PGHOST: postgresSource(use, "host"),
    PGPORT: postgresSource(use, "port"),
    PGDATABASE: postgresSource(use, "database"),
    PGUSER: postgresSource(use, "user"),
    PGSSLMODE: text(tls ? "require" : "disable"),
    PGCONNECT_TIMEOUT: postgresSource(use, "connectTimeout"),
  };
  return user === undefined
    ? { target, client: "postgres-iam", sources }
    : {
        target,
        client: "postgres",
        sources: { ...sources, PGPASSWORD: postgresSource(use, "password") },
      };
}

function redisCheck(use: RedisUse, { password, tls }: DataStores["caches"][string]): DeclaredCheck {
  return {
    target: use.target,
    client: "redis",
    sources: {
      HOST: redisSource(use, "host"),
      PORT: redisSource(use, "port"),
      ...(password !== undefined && { REDISCLI_AUTH: redisSource(use, "password") }),
      ...(tls && { CA_CERTIFICATE: redisSource(use, "certificateAuthority") }),
    },
  };
}

function text(value: string): VariableSource {
  return { kind: "text", text: value };
}
