import { isBackingService } from "./usual-ports";

/** Roles that are glued to a technology without a separator, as in `PGHOST` and `dburl`. */
const GLUED =
  /^([a-z0-9]{2,40}?)(hostnames?|hostaddr|hosts?|port|urls?|uri|dsn|addr|address|servers?|endpoints?|brokers?|nodes?)$/;

/** What they may be glued to, beside technologies. */
const GLUED_TO: ReadonlySet<string> = new Set(
  "api app base service backend remote master primary replica auth proxy web my bind listen".split(
    " ",
  ),
);

/** Names of products with capitals inside, which are one word all the same. */
const PRODUCT =
  /postgresql|mysql|mariadb|clickhouse|alloydb|cloudsql|opensearch|cockroachdb|timescaledb|couchdb|influxdb|opentelemetry/gi;

/** A longer text is no name of a variable or a key. */
const MAX_NAME_LENGTH = 512;

/**
 * Splits the name of a variable, key, property or flag into lower-case words: `SPRING_DATASOURCE_URL`, `dbHost`,
 * `redis.host`, `--db-host`, `PGHOSTADDR`. Numbers that count (`REDIS_HOST_1`) are left out.
 */
export function nameWords(name: string): readonly string[] {
  const known = split.get(name);
  if (known !== undefined) {
    return known;
  }
  if (split.size >= MOST_NAMES) {
    split.clear();
  }
  const words = splitName(name);
  split.set(name, words);
  return words;
}

/** Programs give the same names to many services, and each is read by several policies. */
const split = new Map<string, readonly string[]>();
/** Names that are kept, so that memory does not grow with a program. */
const MOST_NAMES = 10_000;

function splitName(name: string): readonly string[] {
  return name
    .slice(0, MAX_NAME_LENGTH)
    .replace(PRODUCT, (product) => product.toLowerCase())
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => /[a-z]/.test(word))
    .flatMap((word) => unglue(isBackingService(word) ? word : word.replace(/\d+$/, "")));
}

function unglue(word: string): readonly string[] {
  const [, head = "", tail = ""] = GLUED.exec(word) ?? [];
  return isBackingService(head) || GLUED_TO.has(head) ? [head, tail] : [word];
}
