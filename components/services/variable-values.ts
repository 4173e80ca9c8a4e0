import * as pulumi from "@pulumi/pulumi";
import type { CredentialSource } from "../../config";
import type { Cache } from "../data/cache";
import { postgresUrl, redisUrl, tlsWord } from "../data/connection-url";
import type { Database } from "../data/database";
import type { VariableSource } from "./wiring";

/** The data stores of a stack by name. */
export interface DataStores {
  /** Databases by name. */
  readonly databases: Readonly<Record<string, Database>>;
  /** Caches by name. */
  readonly caches: Readonly<Record<string, Cache>>;
}

/** The value of a credential, built from the database or cache that it leads to. */
export function credentialValue(
  source: CredentialSource,
  { databases, caches }: DataStores,
): pulumi.Output<string> {
  switch (source.kind) {
    case "postgres-url": {
      const instance = found(databases, source.target);
      const user = found(instance.users, source.user);
      return pulumi
        .output({
          host: instance.host,
          port: instance.port,
          tls: instance.tls,
          database: found(instance.databases, source.database),
          user: user.name,
          password: user.password,
        })
        .apply((location) => postgresUrl(location, source.form));
    }
    case "postgres-password":
      return found(found(databases, source.target).users, source.user).password;
    case "redis-url": {
      const { host, port, password, tls } = found(caches, source.target);
      return pulumi
        .all([host, port, password])
        .apply(([host, port, password]) =>
          redisUrl({ host, port, password, tls, number: source.number }),
        );
    }
    case "redis-password": {
      const { password } = found(caches, source.target);
      if (password === undefined) {
        throw new Error(`The cache "${source.target}" has no password.`);
      }
      return password;
    }
  }
}

/** What the variables of one service are taken from. */
export interface VariableContext extends DataStores {
  /** Names of the users as which the service's own account logs in, by database. */
  readonly userNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** URLs of the services that it uses, by name. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
  /** Where the collector of its platform takes telemetry. */
  readonly collector?: pulumi.Input<string>;
}

/** The value of a variable that is no secret. */
export function plainValue(
  source: Exclude<VariableSource, { kind: "secret" | "credential" }>,
  context: VariableContext,
): pulumi.Input<string> {
  switch (source.kind) {
    case "text":
      return source.text;
    case "postgres": {
      const instance = found(context.databases, source.target);
      return source.fact === "host" ? instance.host : instance.certificateAuthority;
    }
    case "postgres-iam-url": {
      const instance = found(context.databases, source.target);
      return pulumi
        .output({
          host: instance.host,
          port: instance.port,
          tls: instance.tls,
          database: found(instance.databases, source.database),
          user: found(context.userNames, source.target),
        })
        .apply((location) => postgresUrl(location, source.form));
    }
    case "postgres-tls":
      return tlsWord(found(context.databases, source.target).tls, source.form);
    case "postgres-iam-user":
      return found(context.userNames, source.target);
    case "redis":
      return valueOfCache(found(context.caches, source.target), source.fact);
    case "service":
      return found(context.urls, source.target);
    case "collector":
      if (context.collector === undefined) {
        throw new Error("A service that sends telemetry to a collector needs one on its platform.");
      }
      return context.collector;
  }
}

function valueOfCache(
  cache: Cache,
  fact: Extract<VariableSource, { kind: "redis" }>["fact"],
): pulumi.Input<string> {
  switch (fact) {
    case "port":
      return pulumi.interpolate`${cache.port}`;
    case "tls":
      return String(cache.tls);
    case "host":
    case "certificateAuthority":
      return cache[fact];
  }
}

/** The entry of a map. The configuration has refused every name that is not in it. */
export function found<T>(map: Readonly<Record<string, T>>, name: string): T {
  const entry = map[name];
  if (entry === undefined) {
    throw new Error(`There is no "${name}" among ${Object.keys(map).join(", ")}.`);
  }
  return entry;
}
