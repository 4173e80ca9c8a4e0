import type { Duration } from "./schema/duration";
import type { UrlForm } from "./schema/url-form";

/** The name of each fact of a used thing that a service is told, and the variable that tells it. */
export type Variables<Fact extends string> = Readonly<Partial<Record<Fact, string>>>;

/** What a service can be told of a database. */
export type PostgresFact =
  | "url"
  | "host"
  | "port"
  | "database"
  | "user"
  | "password"
  | "tls"
  | "certificateAuthority"
  | "pool"
  | "overflow"
  | "connectTimeout";

/** What a service can be told of a cache. */
export type RedisFact =
  | "url"
  | "host"
  | "port"
  | "database"
  | "password"
  | "tls"
  | "certificateAuthority"
  | "pool";

/** What a service can be told of another service. */
export type ServiceFact = "url";

/** The use of a database by a service. */
export interface PostgresUse {
  readonly kind: "postgres";
  /** Key of the instance in `StackConfiguration.postgres`. */
  readonly target: string;
  /** Whether the service also works without it. It is created before the service all the same. */
  readonly optional: boolean;
  /** Port on which services reach it. */
  readonly port: number;
  /** Name of the database; one of the instance's. */
  readonly database: string;
  /** Name of the user; one of the instance's. Absent with IAM: the service's own account logs in. */
  readonly user?: string;
  /** Connections that one instance of the service keeps. */
  readonly pool: number;
  /** Connections that one instance may open beyond its pool. */
  readonly overflow: number;
  /** How long opening a connection may take; the instance's own fact, so the same for all consumers. */
  readonly connectTimeout: Duration;
  /** How the program's driver writes the address and what it calls TLS. */
  readonly urlForm: UrlForm;
  /** The variables to set: a fact that has no variable here is not told. */
  readonly variables: Variables<PostgresFact>;
}

/** The use of a cache by a service. */
export interface RedisUse {
  readonly kind: "redis";
  /** Key of the instance in `StackConfiguration.redis`. */
  readonly target: string;
  /** Whether the service also works without it. It is created before the service all the same. */
  readonly optional: boolean;
  /** Connections that one instance of the service keeps. */
  readonly pool: number;
  /** Number of the database, in which keys are apart from those of the others. */
  readonly databaseNumber: number;
  /** The variables to set: a fact that has no variable here is not told. */
  readonly variables: Variables<RedisFact>;
}

/** The use of another service by a service: it may call it, and gets its URL. */
export interface ServiceUse {
  readonly kind: "service";
  /** Key of the service in `StackConfiguration.services`. */
  readonly target: string;
  /** Whether the service also works without it; then it does not delay the service's creation. */
  readonly optional: boolean;
  /** The variables to set: a fact that has no variable here is not told. */
  readonly variables: Variables<ServiceFact>;
}

/** The use of one thing by a service. */
export type Use = PostgresUse | RedisUse | ServiceUse;
