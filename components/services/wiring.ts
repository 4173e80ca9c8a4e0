import { isDeepStrictEqual } from "node:util";
import { RunError } from "@pulumi/pulumi";
import type {
  PostgresFact,
  PostgresUse,
  RedisFact,
  RedisUse,
  ServiceConfiguration,
  Use,
} from "../../config";
import { postgresPort } from "../data/connection-url";

/** A credential that a use needs in Secret Manager. Consumers of the same one share it. */
export type CredentialSource =
  | {
      readonly kind: "postgres-url";
      readonly target: string;
      readonly database: string;
      readonly user: string;
    }
  | { readonly kind: "postgres-password"; readonly target: string; readonly user: string }
  | { readonly kind: "redis-url"; readonly target: string }
  | { readonly kind: "redis-password"; readonly target: string };

/** Where the value of an environment variable comes from. */
export type VariableSource =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "credential"; readonly credential: CredentialSource }
  | {
      readonly kind: "postgres";
      readonly target: string;
      readonly fact: "host" | "certificateAuthority";
    }
  | { readonly kind: "postgres-iam-url"; readonly target: string; readonly database: string }
  | { readonly kind: "postgres-iam-user"; readonly target: string }
  | {
      readonly kind: "redis";
      readonly target: string;
      readonly fact: "host" | "port" | "certificateAuthority";
    }
  | { readonly kind: "service"; readonly target: string };

/** What one service needs of everything around it. */
export interface Wiring {
  /** Every environment variable of the service, by name. */
  readonly variables: Readonly<Record<string, VariableSource>>;
  /** The services that it may call. */
  readonly calls: readonly { readonly service: string; readonly optional: boolean }[];
  /** The databases into which its own service account logs in. */
  readonly logins: readonly string[];
}

/** What a service needs, from what the stack file says of it. */
export function wiringOf(service: ServiceConfiguration): Wiring {
  const uses = Object.values(service.uses);
  return {
    variables: Object.fromEntries([
      ...Object.entries(service.env).map(([name, text]) => [name, { kind: "text", text }] as const),
      ...Object.entries(service.secrets).map(
        ([name, secret]) => [name, { kind: "secret", secret }] as const,
      ),
      ...uses.flatMap(variablesOf),
    ]),
    calls: uses.flatMap((use) =>
      use.kind === "service" ? [{ service: use.target, optional: use.optional }] : [],
    ),
    logins: uses.flatMap((use) => (usesIam(use) ? [use.target] : [])),
  };
}

function usesIam(use: Use): boolean {
  return use.kind === "postgres" && use.user === undefined;
}

function variablesOf(use: Use): (readonly [string, VariableSource])[] {
  switch (use.kind) {
    case "postgres":
      return named(use.variables, (fact: PostgresFact) => postgresSource(use, fact));
    case "redis":
      return named(use.variables, (fact: RedisFact) => redisSource(use, fact));
    case "service":
      return named(use.variables, () => ({ kind: "service", target: use.target }));
  }
}

function named<Fact extends string>(
  variables: Readonly<Partial<Record<Fact, string>>>,
  source: (fact: Fact) => VariableSource,
): (readonly [string, VariableSource])[] {
  return (Object.entries(variables) as [Fact, string | undefined][]).flatMap(([fact, name]) =>
    name === undefined ? [] : [[name, source(fact)] as const],
  );
}

function postgresSource(use: PostgresUse, fact: PostgresFact): VariableSource {
  const { target, database, user } = use;
  switch (fact) {
    case "url":
      return user === undefined
        ? { kind: "postgres-iam-url", target, database }
        : { kind: "credential", credential: { kind: "postgres-url", target, database, user } };
    case "user":
      return user === undefined
        ? { kind: "postgres-iam-user", target }
        : { kind: "text", text: user };
    case "password":
      if (user === undefined) {
        throw new Error(`"${target}" has no password for a service that logs in by IAM.`);
      }
      return { kind: "credential", credential: { kind: "postgres-password", target, user } };
    case "host":
    case "certificateAuthority":
      return { kind: "postgres", target, fact };
    case "port":
      return { kind: "text", text: String(postgresPort) };
    case "database":
      return { kind: "text", text: database };
    case "pool":
      return { kind: "text", text: String(use.pool) };
    case "overflow":
      return { kind: "text", text: String(use.overflow) };
    case "connectTimeout":
      return { kind: "text", text: String(use.connectTimeout.seconds) };
  }
}

function redisSource({ target }: RedisUse, fact: RedisFact): VariableSource {
  switch (fact) {
    case "url":
      return { kind: "credential", credential: { kind: "redis-url", target } };
    case "password":
      return { kind: "credential", credential: { kind: "redis-password", target } };
    default:
      return { kind: "redis", target, fact };
  }
}

/** The id under which a credential stands in Secret Manager. */
export function credentialId(credential: CredentialSource): string {
  switch (credential.kind) {
    case "postgres-url":
      return `${credential.target}-${credential.database}-${credential.user}-url`;
    case "postgres-password":
      return `${credential.target}-${credential.user}-password`;
    case "redis-url":
      return `${credential.target}-url`;
    case "redis-password":
      return `${credential.target}-password`;
  }
}

/**
 * The credentials that several services need, each once, by id.
 *
 * @throws RunError when two different credentials, or a credential and one of the `declared` secrets, come to
 *   the same id.
 */
export function credentialsOf(
  wirings: Iterable<Wiring>,
  declared: readonly string[],
): ReadonlyMap<string, CredentialSource> {
  const credentials = new Map<string, CredentialSource>();
  for (const { variables } of wirings) {
    for (const source of Object.values(variables)) {
      if (source.kind === "credential") {
        const id = credentialId(source.credential);
        const other = credentials.get(id) ?? source.credential;
        if (declared.includes(id) || !isDeepStrictEqual(other, source.credential)) {
          throw new RunError(
            `Secret "${id}": its id is that of another secret of the stack. Every secret needs an id of its own. ` +
              "Rename the database, user, cache or secret that the id is made of.",
          );
        }
        credentials.set(id, source.credential);
      }
    }
  }
  return credentials;
}
