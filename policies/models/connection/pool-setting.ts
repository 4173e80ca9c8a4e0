import { isKnown, type Value } from "../../framework/value";
import { nameWords } from "../endpoint/name-words";
import type { EnvironmentVariable } from "../workload/workload";

/** How many connections one instance of a program opens to its database, as its variables tell. */
export interface Pool {
  /** Property path of the variable that tells the pool. */
  readonly path: string;
  /** Connections that are kept. */
  readonly pool: number;
  /** Connections that may be opened beyond them. */
  readonly overflow: number;
}

/** A variable that tells a pool, whose value cannot be read now. */
export interface UnreadPool {
  readonly path: string;
  /** Why, as a clause that ends a sentence. */
  readonly reason: string;
}

/** What a variable is by its name. */
interface Setting {
  readonly is: "pool" | "overflow";
  /** The words in front, which the settings of one pool share; without those that only say that a database is meant. */
  readonly group: string;
}

const DATABASE =
  /\b(?:db|database|databases|pg|postgres|postgresql|psql|mysql|sql|sqlalchemy|alchemy|alloydb|cloudsql|datasource|hikari|prisma|typeorm|knex|sequelize|asyncpg|psycopg|pgx)\b/;

/** Pools of something else. */
const OTHER =
  /\b(?:redis|cache|memcached|valkey|http|https|thread|threads|worker|workers|executor|process|celery|grpc|kafka|mongo|mongodb|rabbitmq|amqp|queue|smtp|mail|ldap|buffer|memory|node|min|minimum|server)\b/;

const POOL =
  /^(.*?)\b(?:(?:max|maximum) pool size|pool size max|pool (?:max|maximum)(?: (?:size|connections?|conns?))?|pool size|(?:max|maximum) (?:open |pool )?(?:connections?|conns?)|connection limit|pool)$/;
const OVERFLOW = /^(.*?)\b(?:(?:pool )?max overflow|pool overflow|overflow)$/;

/** Tells what a variable is for the pool of a database, if anything: `DB_POOL_SIZE`, `PGPOOL_MAX`, `SQLALCHEMY_MAX_OVERFLOW`. */
function settingOf(name: string): Setting | undefined {
  const phrase = nameWords(name)
    .join(" ")
    .replace(/\bpgpool\b/g, "pg pool");
  const pool = POOL.exec(phrase);
  const overflow = pool === null ? OVERFLOW.exec(phrase) : null;
  const [, before = ""] = pool ?? overflow ?? [];
  if ((pool === null && overflow === null) || OTHER.test(phrase)) {
    return undefined;
  }
  const isBare =
    before.trim() === "" && /^(?:pool size|max pool size|max overflow|pool max)$/.test(phrase);
  return isBare || DATABASE.test(phrase)
    ? { is: pool === null ? "overflow" : "pool", group: before.trim() }
    : undefined;
}

/** Parameters of connection strings by which drivers are told their pool: Prisma, pgx, SQLAlchemy, JDBC. */
const PARAMETERS: readonly (readonly [is: Setting["is"], form: RegExp])[] = [
  [
    "pool",
    /[?&;\s](?:connection_limit|pool_max_conns|pool_size|max_pool_size|maxPoolSize|maximumPoolSize|max_conns|pool_max)=([0-9]{1,6})(?![0-9.])/,
  ],
  ["overflow", /[?&;\s]max_overflow=([0-9]{1,6})(?![0-9.])/],
];
const CONNECTION_STRING =
  /^\s*(?:jdbc:)?(?:postgres(?:ql)?|mysql|cloudsql|alloydb)(?:\+[a-z0-9_]+)?:/i;

/** A value of one setting, or why it cannot be read. */
interface Reading extends Setting {
  readonly path: string;
  readonly value: Value<number>;
}

function readVariable(variable: EnvironmentVariable): readonly Reading[] {
  const { path, name, value, reference } = variable;
  if (!isKnown(name)) {
    return [];
  }
  const setting = settingOf(name);
  if (setting !== undefined) {
    if (value !== undefined && !isKnown(value)) {
      return [{ ...setting, path, value }];
    }
    const number = /^\s*[0-9]{1,6}\s*$/.test(value ?? "") ? Number(value) : undefined;
    // A pool without an end is often written as 0 or -1: how large it grows, nothing tells.
    return number === undefined ||
      (setting.is === "pool" && number === 0) ||
      reference !== undefined
      ? []
      : [{ ...setting, path, value: number }];
  }
  if (typeof value !== "string" || !CONNECTION_STRING.test(value)) {
    return [];
  }
  return PARAMETERS.flatMap(([is, form]): Reading[] => {
    const [, digits] = form.exec(value) ?? [];
    return digits === undefined || (is === "pool" && Number(digits) === 0)
      ? []
      : [{ is, group: name, path, value: Number(digits) }];
  });
}

/**
 * The pool that the variables of one container tell of. Where several are told, the largest is meant: one fact can be
 * written for several libraries. Undefined where nothing tells one.
 */
export function readPool(
  environment: readonly EnvironmentVariable[],
): Pool | UnreadPool | undefined {
  const readings = environment.flatMap(readVariable);
  const pools = readings.filter(({ is }) => is === "pool");
  const overflows = readings.filter(({ is }) => is === "overflow");
  const known = pools.flatMap(({ path, group, value }): Pool[] => {
    if (!isKnown(value)) {
      return [];
    }
    const own = overflows.filter((overflow) => overflow.group === group);
    const beyond = own.length === 0 && pools.length === 1 ? overflows : own;
    const numbers = beyond.flatMap((overflow) => (isKnown(overflow.value) ? overflow.value : []));
    return [{ path, pool: value, overflow: Math.max(0, ...numbers) }];
  });
  const [largest] = known.sort(
    (one, other) => other.pool + other.overflow - one.pool - one.overflow,
  );
  if (largest !== undefined) {
    return largest;
  }
  const [unread] = pools;
  return unread === undefined || isKnown(unread.value)
    ? undefined
    : { path: unread.path, reason: unread.value.reason };
}
