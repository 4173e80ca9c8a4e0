/** What a client needs to reach a PostgreSQL database. */
export interface PostgresLocation {
  /** Host name or address of the server. */
  readonly host: string;
  /** Port of the server. */
  readonly port: number;
  /** Whether the server takes nothing but TLS, which the client then demands. */
  readonly tls: boolean;
  /** Name of the database. */
  readonly database: string;
  /** Name of the user. */
  readonly user: string;
  /** Password of the user. Absent: the client logs in with a token of its service account. */
  readonly password?: string;
}

/**
 * The URL of a PostgreSQL database in the form of libpq, with TLS required or ruled out and every part
 * percent-encoded. The result holds the password.
 */
export function postgresUrl({
  host,
  port,
  tls,
  database,
  user,
  password,
}: PostgresLocation): string {
  const login = [user, password].filter((part) => part !== undefined).map(encodeURIComponent);
  const path = encodeURIComponent(database);
  return `postgresql://${login.join(":")}@${host}:${port}/${path}?sslmode=${tls ? "require" : "disable"}`;
}

/** What a client needs to reach a Redis server. */
export interface RedisLocation {
  /** Host name or address of the server. */
  readonly host: string;
  /** Port of the server, which differs with and without TLS. */
  readonly port: number;
  /** Password of the server. Absent: the server has none. */
  readonly password?: string;
  /** Whether the server speaks TLS. */
  readonly tls: boolean;
}

/** The URL of database 0 of a Redis server, percent-encoded. The result holds the password. */
export function redisUrl({ host, port, password, tls }: RedisLocation): string {
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  return `${tls ? "rediss" : "redis"}://${login}${host}:${port}/0`;
}
