import { type UrlForm, usualUrlForm } from "../../config";

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

/** How the drivers of one form write an address. */
interface FormOfUrl {
  /** Their words for TLS that is demanded and not checked, and for none. */
  readonly words: { readonly tls: string; readonly clear: string };
  /** Writes an address with one of these words. */
  readonly write: (location: PostgresLocation, word: string) => string;
}

/** https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION */
const ofLibpq = { tls: "require", clear: "disable" };

const forms: Readonly<Record<UrlForm, FormOfUrl>> = {
  // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
  postgresql: { words: ofLibpq, write: urlWith("postgresql", "sslmode") },
  // https://docs.sqlalchemy.org/en/20/dialects/postgresql.html#module-sqlalchemy.dialects.postgresql.psycopg
  "postgresql+psycopg": { words: ofLibpq, write: urlWith("postgresql+psycopg", "sslmode") },
  // SQLAlchemy hands the parameters on, and asyncpg.connect() has "ssl" and refuses "sslmode":
  // https://github.com/MagicStack/asyncpg/issues/737.
  "postgresql+asyncpg": { words: ofLibpq, write: urlWith("postgresql+asyncpg", "ssl") },
  // https://github.com/brianc/node-postgres/tree/master/packages/pg-connection-string#query-parameters: "require" means
  // there that the certificate is checked against the authorities of Node.js.
  "node-postgres": {
    words: { tls: "no-verify", clear: "disable" },
    write: urlWith("postgresql", "sslmode"),
  },
  // https://jdbc.postgresql.org/documentation/use/#connecting-to-the-database: there is no place for a login before the host.
  jdbc: { words: ofLibpq, write: jdbcUrl },
  // https://www.npgsql.org/doc/security.html#encryption-ssltls: before its version 8, "Require" alone checks the certificate.
  npgsql: { words: { tls: "Require", clear: "Disable" }, write: npgsqlString },
  // https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
  "keyword-value": { words: ofLibpq, write: keywordsAndValues },
};

/**
 * The address of a PostgreSQL database in one of the forms that drivers take, with TLS demanded or ruled out and every part
 * encoded as that form asks for. The result holds the password.
 */
export function postgresUrl(location: PostgresLocation, form: UrlForm = usualUrlForm): string {
  return forms[form].write(location, tlsWord(location.tls, form));
}

/** What the drivers of a form call TLS that is demanded and not checked, or that there is none. */
export function tlsWord(tls: boolean, form: UrlForm): string {
  const { words } = forms[form];
  return tls ? words.tls : words.clear;
}

function urlWith(scheme: string, parameter: string): FormOfUrl["write"] {
  return ({ host, port, database, user, password }, word) => {
    const login = [user, password].filter((part) => part !== undefined).map(encodeURIComponent);
    return `${scheme}://${login.join(":")}@${host}:${port}/${encodeURIComponent(database)}?${parameter}=${word}`;
  };
}

function jdbcUrl({ host, port, database, user, password }: PostgresLocation, word: string): string {
  const login = Object.entries({ user, password }).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  const parameters = [...login, `sslmode=${word}`].join("&");
  return `jdbc:postgresql://${host}:${port}/${encodeURIComponent(database)}?${parameters}`;
}

/** Quotes that stand within a value are written twice. */
function npgsqlString(
  { host, port, database, user, password, tls }: PostgresLocation,
  word: string,
): string {
  const values = {
    Host: host,
    Port: String(port),
    Database: database,
    Username: user,
    Password: password,
    "SSL Mode": word,
    ...(tls ? { "Trust Server Certificate": "true" } : {}),
  };
  return Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}="${value.replaceAll('"', '""')}"`],
    )
    .join(";");
}

/** A quote and a backslash within a value stand behind a backslash. */
function keywordsAndValues(
  { host, port, database, user, password }: PostgresLocation,
  word: string,
): string {
  const values = { host, port: String(port), dbname: database, user, password, sslmode: word };
  return Object.entries(values)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}='${value.replace(/['\\]/g, "\\$&")}'`],
    )
    .join(" ");
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
  /** Number of the database. Default: 0. */
  readonly number?: number;
}

/** The URL of a database of a Redis server, percent-encoded. The result holds the password. */
export function redisUrl({ host, port, password, tls, number = 0 }: RedisLocation): string {
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  return `${tls ? "rediss" : "redis"}://${login}${host}:${port}/${number}`;
}
