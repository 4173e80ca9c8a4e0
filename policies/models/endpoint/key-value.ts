import type { WrittenEndpoint } from "./endpoint";
import { readHostPort, readPort } from "./host-port";
import { usualPorts } from "./usual-ports";

type Pair = readonly [key: string, value: string];

/** Keys that name a host: of libpq, ADO.NET, ODBC, PDO and the properties of JDBC drivers. */
const HOST_KEYS: ReadonlySet<string> = new Set(
  (
    "host hostaddr hostname hosts server servers servername datasource address addr networkaddress endpoint endpoints " +
    "nodes contactpoints bootstrapservers failoverpartner proxyhost tnsname"
  ).split(" "),
);

/** Those that need no other key beside them to be a connection string. */
const LONE_HOST_KEYS: ReadonlySet<string> = new Set(["host", "hostaddr", "server", "datasource"]);

const PORT_KEYS: ReadonlySet<string> = new Set(["port", "portnumber", "tcpport", "serverport"]);

/** Keys under which SQL Server writes the port behind a comma, and `.` or `(local)` for this machine. */
const SQL_SERVER_KEYS: ReadonlySet<string> = new Set(
  "server datasource address addr networkaddress failoverpartner".split(" "),
);

const OF_SQL_SERVER =
  /^(?:datasource|initialcatalog|integratedsecurity|trustedconnection|multipleactiveresultsets|trustservercertificate|applicationintent)$/;
const OF_POSTGRES = /^(?:hostaddr|dbname|username|searchpath|sslmode|targetsessionattrs)$/;

/** `Server=` and `Host=` are of all three; a key beside them may tell which. */
const ANY_SERVER: readonly number[] = [
  ...usualPorts("sqlserver"),
  ...usualPorts("mysql"),
  ...usualPorts("postgresql"),
];

/**
 * Reads `key=value` strings: libpq's (`host=a port=5432`), those of ADO.NET, ODBC and PDO (`Server=a;Database=b`), and
 * the properties behind a JDBC URL (`jdbc:sqlserver://;serverName=a`).
 *
 * @param text A text without placeholders.
 * @returns The hosts that the keys name, and the values of all other keys, in which a URL may stand; undefined when the
 *   text is no such string.
 */
export function readKeyValues(text: string): readonly WrittenEndpoint[] {
  const separated = text.includes(";") ? readPairs(text, separatedPairs(text), ANY_SERVER) : [];
  return separated.length > 0
    ? separated
    : readPairs(text, spacedPairs(text), usualPorts("postgresql"));
}

function readPairs(
  text: string,
  pairs: readonly Pair[] | undefined,
  usual: readonly number[],
): readonly WrittenEndpoint[] {
  if (!pairs?.some(([key]) => (pairs.length > 1 ? HOST_KEYS : LONE_HOST_KEYS).has(key))) {
    return [];
  }
  const ports = portsOf(text, pairs, usual);
  const verified = pairs.some(([key]) => key === "hostaddr") ? "host" : undefined;
  return pairs
    .filter(([key]) => HOST_KEYS.has(key) && key !== verified)
    .flatMap(([key, value]) => readHosts(key, value, ports));
}

/** `Key=value;Key="value;value"`, behind an optional prefix such as `pgsql:` or a JDBC URL. */
function separatedPairs(text: string): readonly Pair[] | undefined {
  const parts = splitOutsideQuotes(text).filter((part) => part !== "");
  const properties = /^[\w+.:-]{1,60}:\/\//.test(parts[0] ?? "") ? parts.slice(1) : parts;
  return properties.every((part) => part.includes("=")) ? properties.map(readPair) : undefined;
}

/** Splits at semicolons that stand in no quotes and no braces. */
function splitOutsideQuotes(text: string): readonly string[] {
  const parts: string[] = [];
  const unclosed = new Set<string>();
  let start = 0;
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? "";
    const closing = CLOSING.get(character);
    if (character === ";") {
      parts.push(text.slice(start, position).trim());
      start = position + 1;
    } else if (closing !== undefined && !unclosed.has(closing)) {
      const end = text.indexOf(closing, position + 1);
      if (end < 0) {
        unclosed.add(closing);
      } else {
        position = end;
      }
    }
    position += 1;
  }
  parts.push(text.slice(start).trim());
  return parts;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["{", "}"],
]);

function readPair(part: string): Pair {
  const equals = part.indexOf("=");
  const key = part.slice(0, equals).replace(/^\s*[a-z]{2,12}:(?!\/)/i, "");
  return [normalised(key), unquoted(part.slice(equals + 1).trim())];
}

/** libpq's `key = 'value with \' and spaces'`: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE */
function spacedPairs(text: string): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  const pattern =
    /\s*(?:[a-z]{2,12}:)?([A-Za-z_][\w.-]{0,60})\s*=\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|((?:[^\s\\'"]|\\.)(?:[^\s\\]|\\.)*)?)(?:\s+|$)/gsy;
  let position = 0;
  while (position < text.length) {
    pattern.lastIndex = position;
    const match = pattern.exec(text);
    if (match === null) {
      return undefined;
    }
    const [whole, key = "", single, double, plain] = match;
    pairs.push([normalised(key), single?.replace(/\\(.)/gs, "$1") ?? double ?? plain ?? ""]);
    position += whole.length;
  }
  return pairs;
}

function normalised(key: string): string {
  return key.toLowerCase().replace(/[\s_.-]/g, "");
}

function unquoted(value: string): string {
  return CLOSING.get(value[0] ?? "") === value.at(-1) && value.length > 1
    ? value.slice(1, -1)
    : value;
}

/** The ports that are written, else those of the engine that a prefix, the driver or the keys tell. */
function portsOf(
  text: string,
  pairs: readonly Pair[],
  usual: readonly number[],
): readonly number[] {
  const written = pairs
    .filter(([key]) => PORT_KEYS.has(key))
    .flatMap(([, value]) => value.split(","));
  if (written.length > 0) {
    return written.flatMap((port) => readPort(port.trim()) ?? []);
  }
  const engine = /^\s*(?:jdbc:)?([a-z0-9]{2,12}):/i.exec(text)?.[1] ?? "";
  const driver = (pairs.find(([key]) => key === "driver")?.[1] ?? "").replace(
    /sql server/i,
    "mssql",
  );
  const named = [engine, ...driver.split(/[^A-Za-z0-9]+/)]
    .map((word) => usualPorts(word.toLowerCase()))
    .find((ports) => ports.length > 0);
  const keys = pairs.map(([key]) => key);
  if (named !== undefined) {
    return named;
  }
  if (keys.some((key) => OF_SQL_SERVER.test(key))) {
    return usualPorts("sqlserver");
  }
  return keys.some((key) => OF_POSTGRES.test(key)) ? usualPorts("postgresql") : usual;
}

function readHosts(
  key: string,
  value: string,
  ports: readonly number[],
): readonly WrittenEndpoint[] {
  if (value.includes("://")) {
    return [];
  }
  if (SQL_SERVER_KEYS.has(key)) {
    const local = readSqlServer(value, ports);
    if (local !== undefined) {
      return local;
    }
  }
  return value
    .split(/[,&]/)
    .map((host) => host.trim())
    .filter((host) => host !== "" && !/^[/@\\]/.test(host))
    .flatMap((host) => readOne(host, ports));
}

/** `tcp:host\instance,1433`, and the names that SQL Server's clients have for this machine. */
function readSqlServer(
  value: string,
  ports: readonly number[],
): readonly WrittenEndpoint[] | undefined {
  const address = value.trim().replace(/^(?:tcp|admin|lpc|np):/i, "");
  const instance = address.indexOf("\\");
  const [host = "", port = ""] = (instance < 0 ? address : address.slice(0, instance)).split(",");
  const number = readPort(port.trim());
  const known = number !== undefined ? [number] : instance < 0 ? ports : [];
  if (/^(?:\.|\(local\)|\(localdb\))$/i.test(host.trim())) {
    return [{ host: "localhost", ports: known, form: "key-value" }];
  }
  return instance >= 0 || number !== undefined ? readOne(host.trim(), known) : undefined;
}

function readOne(host: string, ports: readonly number[]): readonly WrittenEndpoint[] {
  const pair = readHostPort(host);
  if (pair === undefined) {
    return [];
  }
  const written = pair.port !== undefined ? [pair.port] : pair.hasPort ? [] : ports;
  return [{ host: pair.host, ports: written, form: "key-value" }];
}
