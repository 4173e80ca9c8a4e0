import { nameWords } from "../endpoint/name-words";

/** A time that clients may take to connect to a database, as one of them is told it. */
export interface ConnectTimeout {
  /** The time in seconds. */
  readonly seconds: number;
  /** The time as it is written. */
  readonly text: string;
}

/** Words that say that a database is meant. */
const DATABASE =
  /\b(?:db|database|pg|pgconnect|postgres|postgresql|psql|sql|alloydb|cloudsql|sqlalchemy|asyncpg|psycopg|libpq)\b/;

/** Pools have times of their own: how long a client waits for a connection, which it may have long opened. */
const OTHER_TIME = /\b(?:pool|hikari|acquire|checkout|idle|statement|query|lock)\b/;

const PHRASE = /\b(?:pg)?connect(?:ion)? timeout(?: (s|secs?|seconds?|ms|millis|milliseconds?))?$/;

/**
 * Tells whether the name of a variable says that it holds the connect timeout of a database, as `PGCONNECT_TIMEOUT`
 * and `DB_CONNECTION_TIMEOUT_MS` do.
 *
 * @param also Further words that say that a database is meant, such as those of its own name.
 */
export function namesConnectTimeout(name: string, also: readonly string[] = []): boolean {
  const words = nameWords(name);
  const phrase = words.join(" ");
  const namesDatabase =
    DATABASE.test(phrase) || (also.length > 0 && also.every((word) => words.includes(word)));
  return namesDatabase && PHRASE.test(phrase) && !OTHER_TIME.test(phrase);
}

const UNITS: Readonly<Record<string, number>> = { "": 1, s: 1, ms: 0.001, m: 60 };

/**
 * Reads the value of a variable that {@link namesConnectTimeout}: `35`, `35.0`, `35s` or, under a name that says so,
 * milliseconds. Undefined for what is no time.
 */
export function readConnectTimeout(name: string, value: string): ConnectTimeout | undefined {
  const [, digits, unit = ""] =
    /^\s*([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*(ms|s|m)?\s*$/.exec(value) ?? [];
  if (digits === undefined) {
    return undefined;
  }
  const [, named = ""] = PHRASE.exec(nameWords(name).join(" ")) ?? [];
  const factor = UNITS[unit === "" && named.startsWith("m") ? "ms" : unit] ?? 1;
  return { seconds: Number(digits) * factor, text: value.trim() };
}

/** The parameters by which a connection string tells the connect timeout, in whole seconds. */
const PARAMETER = /(?:^|[?&;\s"'])(connect_timeout|connectTimeout)\s*=\s*'?([0-9]{1,9})(?![0-9.])/;

/**
 * Finds the connect timeout in a connection string for PostgreSQL: a URL, also of JDBC, or the keywords of libpq.
 * Undefined where there is none.
 */
export function connectTimeoutIn(text: string): ConnectTimeout | undefined {
  const isUrl = /^(?:jdbc:)?(?:postgres(?:ql)?|cloudsql|alloydb)(?:\+[a-z0-9_]+)?:/i.test(
    text.trim(),
  );
  const isKeywords = /(?:^|\s)(?:host|dbname|user|port|hostaddr)\s*=/.test(text);
  const [, parameter = "", digits = ""] =
    isUrl || isKeywords || /^\s*connect_timeout=/.test(text) ? (PARAMETER.exec(text) ?? []) : [];
  return digits === "" ? undefined : { seconds: Number(digits), text: `${parameter}=${digits}` };
}
