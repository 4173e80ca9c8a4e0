import { isBackingService } from "../endpoint/usual-ports";

/**
 * What a database or cache speaks; `database` and `cache` where nothing tells which one.
 */
export type Family =
  | "PostgreSQL"
  | "MySQL"
  | "SQL Server"
  | "Oracle"
  | "CockroachDB"
  | "MongoDB"
  | "Redis"
  | "Memcached"
  | "database"
  | "cache";

/** What a setting says of a database or cache. */
export type Aspect = "address" | "port" | "database name" | "other";

/** Which database or cache the name of a setting speaks of, and what it says of it. */
export interface StoreName {
  /** Undefined where the name speaks of none, as `URL` and `DIRECT_URL` do. */
  readonly family: Family | undefined;
  /**
   * What tells it from others of its family, such as `analytics` of `ANALYTICS_DB_HOST`; empty for the one that has no
   * name of its own.
   */
  readonly role: string;
  readonly aspect: Aspect;
}

const FAMILIES: ReadonlyMap<string, Family> = new Map(
  (
    [
      [
        "PostgreSQL",
        "postgres postgresql pgsql psql pg postgis timescale timescaledb tsdb alloydb cloudsql yugabyte",
      ],
      ["MySQL", "mysql mysqldb mysqli mariadb percona tidb vitess singlestore memsql"],
      ["SQL Server", "mssql sqlserver sqlsrv jtds tds"],
      ["Oracle", "oracle oci"],
      ["CockroachDB", "cockroach cockroachdb crdb"],
      ["MongoDB", "mongo mongodb ferretdb"],
      ["Redis", "redis rediss valkey valkeys keydb dragonfly"],
      ["Memcached", "memcache memcached"],
      ["database", "db database databases datasource sql rdbms rds jdbc r2dbc sqlalchemy odbc"],
    ] as const
  ).flatMap(([family, words]) => words.split(" ").map((word) => [word, family] as const)),
);

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Products of which a program has one beside another database, so that their names tell which one is meant. */
const PRODUCT = words("timescale timescaledb tsdb yugabyte alloydb cloudsql cache");

/** What says what stands under a name and not of which database. */
const PLAIN = words(
  "host hosts hostname hostnames hostaddr addr addrs address addresses ip ips port ports url urls uri uris dsn server " +
    "servers servername endpoint endpoints connection connections connect conn string str value name dbname",
);

/** Words of frameworks and of settings at large. */
const OF_SETTINGS = words(
  "app application apps config configuration configurations settings setting env environment variables properties props " +
    "secret secrets credentials default defaults main service services async sync spring data jpa hikari quarkus micronaut " +
    "django rails laravel flask fastapi prisma typeorm sequelize knex drizzle alchemy sqlalchemy asyncpg psycopg psycopg2 " +
    "pgx gorm ef core nest strings options params client driver",
);

/** Reads the name of a setting: its words, the outermost first, and the keys that they come from, whose numbers count. */
export function readStoreName(
  name: readonly string[],
  keys: readonly (string | number)[],
): StoreName {
  const path = name.flatMap(unglued);
  const specific = path.findLast((word) => (FAMILIES.get(word) ?? "database") !== "database");
  const generic = path.find((word) => FAMILIES.get(word) === "database");
  const family =
    FAMILIES.get(specific ?? generic ?? "") ?? (path.includes("cache") ? "cache" : undefined);
  const telling = path.filter(
    (word) =>
      PRODUCT.has(word) || !(FAMILIES.has(word) || PLAIN.has(word) || OF_SETTINGS.has(word)),
  );
  return {
    family,
    role: [...telling, ...numbersOf(keys)].join(" "),
    aspect: aspectOf(path),
  };
}

/** `PGDATABASE` and its like, which are glued to what they are of. */
function unglued(word: string): readonly string[] {
  const [, head = "", tail = ""] =
    /^(pg|mysql|postgres|mongo)(database|dbname|db)$/.exec(word) ?? [];
  return FAMILIES.has(head) && !FAMILIES.has(word) ? [head, tail] : [word];
}

/** Numbers of indexes and names, which tell `DB1_HOST` from `DB2_HOST`; those that are part of a product's name do not. */
function numbersOf(keys: readonly (string | number)[]): readonly string[] {
  return keys.flatMap((key) => {
    if (typeof key === "number") {
      return [String(key)];
    }
    const parts = key
      .split(/[^A-Za-z0-9]+/)
      .filter((part) => !isBackingService(part.toLowerCase()));
    return parts.flatMap((part) => [...part.matchAll(/\d+/g)].map(([digits]) => digits));
  });
}

function aspectOf(path: readonly string[]): Aspect {
  const last = path.at(-1) ?? "";
  const before = path.at(-2) ?? "";
  if (last === "port" || (before === "port" && (last === "value" || last === "number"))) {
    return "port";
  }
  const isNameOf = last === "name" && /^(?:db|database)$/.test(before);
  const isDatabaseOf = /^(?:db|database)$/.test(last) && FAMILIES.has(before);
  return isNameOf || isDatabaseOf || last === "dbname"
    ? "database name"
    : PLAIN.has(last) || FAMILIES.has(last) || last === "cache"
      ? "address"
      : "other";
}

/** The family of what a connection string leads to, as its scheme tells: of `jdbc:postgresql:` and `postgresql+asyncpg:`. */
export function familyOfScheme(scheme: string): Family | undefined {
  const found = scheme
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .toReversed()
    .map((word) => FAMILIES.get(word))
    .find((family) => family !== undefined && family !== "database");
  return found;
}

/** The family that a port is the usual one of. */
export function familyOfPort(port: number | undefined): Family | undefined {
  return port === undefined ? undefined : BY_PORT.get(port);
}

const BY_PORT: ReadonlyMap<number, Family> = new Map([
  [5432, "PostgreSQL"],
  [6432, "PostgreSQL"],
  [3306, "MySQL"],
  [1433, "SQL Server"],
  [1521, "Oracle"],
  [26257, "CockroachDB"],
  [27017, "MongoDB"],
  [6379, "Redis"],
  [11211, "Memcached"],
]);

/** Tells whether two families can be of one database or cache: the same, or one of which nothing tells more. */
export function mayBeOne(one: Family, other: Family): boolean {
  return one === other || isGeneric(one, other) || isGeneric(other, one);
}

function isGeneric(general: Family, special: Family): boolean {
  const isCache = special === "Redis" || special === "Memcached" || special === "cache";
  return general === "cache" ? isCache : general === "database" && !isCache;
}
