import {
  type CredentialSource,
  credentialId,
  otherForm,
  type PostgresFact,
  type PostgresUse,
  postgresCredential,
  type RedisFact,
  type RedisUse,
  redisCredential,
  type ServiceConfiguration,
  type UrlForm,
  type Use,
} from "../../config";

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
  | {
      readonly kind: "postgres-iam-url";
      readonly target: string;
      readonly database: string;
      /** How the URL is written; absent for the usual form. */
      readonly form?: UrlForm;
    }
  | { readonly kind: "postgres-tls"; readonly target: string; readonly form: UrlForm }
  | { readonly kind: "postgres-iam-user"; readonly target: string }
  | {
      readonly kind: "redis";
      readonly target: string;
      readonly fact: "host" | "port" | "tls" | "certificateAuthority";
    }
  | { readonly kind: "service"; readonly target: string }
  | { readonly kind: "collector" };

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
      // After what the service sets itself: attributes that it has are among those it is told.
      ...telemetryOf(service),
    ]),
    calls: uses.flatMap((use) =>
      use.kind === "service" ? [{ service: use.target, optional: use.optional }] : [],
    ),
    logins: loginsOf(service),
  };
}

function telemetryOf({ telemetry }: ServiceConfiguration): (readonly [string, VariableSource])[] {
  const { variables = {}, collectorVariable } = telemetry ?? {};
  return [
    ...Object.entries(variables).map(([name, text]) => [name, { kind: "text", text }] as const),
    ...(collectorVariable === undefined
      ? []
      : [[collectorVariable, { kind: "collector" }] as const]),
  ];
}

/** The databases into which the account of a service logs in itself. */
function loginsOf({ uses }: Pick<ServiceConfiguration, "uses">): string[] {
  return Object.values(uses).flatMap((use) =>
    use.kind === "postgres" && use.user === undefined ? [use.target] : [],
  );
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

/** Where a fact of a used database comes from. */
export function postgresSource(use: PostgresUse, fact: PostgresFact): VariableSource {
  const { target, database, user, urlForm } = use;
  switch (fact) {
    case "url":
      return user === undefined
        ? { kind: "postgres-iam-url", target, database, ...otherForm(urlForm) }
        : held(postgresCredential(target, { database, user }, fact, urlForm));
    case "tls":
      return { kind: "postgres-tls", target, form: urlForm };
    case "user":
      return user === undefined
        ? { kind: "postgres-iam-user", target }
        : { kind: "text", text: user };
    case "password":
      if (user === undefined) {
        throw new Error(`"${target}" has no password for a service that logs in by IAM.`);
      }
      return held(postgresCredential(target, { database, user }, fact));
    case "host":
    case "certificateAuthority":
      return { kind: "postgres", target, fact };
    case "port":
      return { kind: "text", text: String(use.port) };
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

/** Where a fact of a used cache comes from. */
export function redisSource(
  { target, pool, databaseNumber }: RedisUse,
  fact: RedisFact,
): VariableSource {
  switch (fact) {
    case "pool":
      return { kind: "text", text: String(pool) };
    case "database":
      return { kind: "text", text: String(databaseNumber) };
    case "url":
    case "password":
      return held(redisCredential(target, fact, databaseNumber));
    case "host":
    case "port":
    case "tls":
    case "certificateAuthority":
      return { kind: "redis", target, fact };
  }
}

function held(credential: CredentialSource): VariableSource {
  return { kind: "credential", credential };
}

/** The credentials that several services need, each once, by id. */
export function credentialsOf(wirings: Iterable<Wiring>): ReadonlyMap<string, CredentialSource> {
  const sources = [...wirings].flatMap(({ variables }) => Object.values(variables));
  return new Map(
    sources.flatMap((source) =>
      source.kind === "credential" ? [[credentialId(source.credential), source.credential]] : [],
    ),
  );
}
