import type { RedisConfiguration } from "./configuration";
import type { Draft } from "./interpret";
import { speaksTls } from "./stores";
import type { TargetKind } from "./targets";
import type { PostgresFact, RedisFact, ServiceFact, Variables } from "./use-configuration";

/** The facts of each kind that a service can be told, in the order of the documentation. */
export const factsOf = {
  postgres: [
    "url",
    "host",
    "port",
    "database",
    "user",
    "password",
    "tls",
    "certificateAuthority",
    "pool",
    "overflow",
    "connectTimeout",
  ],
  redis: ["url", "host", "port", "database", "password", "tls", "certificateAuthority", "pool"],
  service: ["url"],
} as const satisfies {
  postgres: readonly PostgresFact[];
  redis: readonly RedisFact[];
  service: readonly ServiceFact[];
} & Record<TargetKind, readonly string[]>;

const postgresDefaults: Variables<PostgresFact> = {
  url: "DATABASE_URL",
  pool: "DATABASE_POOL_SIZE",
  overflow: "DATABASE_MAX_OVERFLOW",
  connectTimeout: "DATABASE_CONNECT_TIMEOUT",
};

function redisDefaults(cache: Draft<RedisConfiguration> = {}): Variables<RedisFact> {
  return speaksTls(cache)
    ? { url: "REDIS_URL", certificateAuthority: "REDIS_CA_CERTIFICATE" }
    : { url: "REDIS_URL" };
}

/** What a service is told when its stack file names no variables, by the kind of `target`. */
function defaultVariables(
  kind: TargetKind,
  target: string,
  cache?: Draft<RedisConfiguration>,
): Readonly<Record<string, string>> {
  if (kind === "postgres") {
    return { ...postgresDefaults };
  }
  if (kind === "redis") {
    return { ...redisDefaults(cache) };
  }
  return { url: `${target.toUpperCase().replaceAll("-", "_")}_URL` };
}

/**
 * The variables that tell a service of `target`: the defaults, with the names that its stack file gives
 * instead or beside them.
 */
export function resolveVariables(
  kind: TargetKind,
  target: string,
  named: Readonly<Partial<Record<string, string>>> | undefined,
  cache?: Draft<RedisConfiguration>,
): Record<string, string> {
  const resolved: Record<string, string> = { ...defaultVariables(kind, target, cache) };
  for (const fact of factsOf[kind]) {
    const name = named?.[fact];
    if (name !== undefined) {
      resolved[fact] = name;
    }
  }
  return resolved;
}
