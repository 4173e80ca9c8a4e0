import { readDescriptors } from "./descriptor";
import { readDriverAddresses } from "./driver-address";
import type { Endpoint, EndpointUse, WrittenEndpoint } from "./endpoint";
import { readHostList } from "./host-list";
import { readPort } from "./host-port";
import { readKeyValues } from "./key-value";
import { readLoopback } from "./loopback";
import { type Naming, readNaming } from "./naming";
import { blankPlaceholders } from "./placeholders";
import { readUrls } from "./url";
import { isBackingPort } from "./usual-ports";

/** What carries a text, as far as it tells about endpoints in it. */
export interface Carrying {
  /** The words of the variable, key or flag, the outermost first; see {@link nameWords}. None when nothing names the text. */
  readonly name: readonly string[];
  /** Words of the file and object around it. */
  readonly context?: readonly string[];
  /**
   * The texts beside it by the words of their names, joined by a space (`db port`); undefined for one that is there and
   * cannot be read.
   */
  readonly siblings?: ReadonlyMap<string, string | undefined>;
}

/**
 * Finds every endpoint that one text names, in whatever form: URLs, JDBC, `key=value`, driver addresses, lists of
 * `host:port` and hosts alone where the name expects one. Prose is no endpoint. Work is linear in the text's length.
 */
export function findEndpoints(text: string, carrying: Carrying): readonly Endpoint[] {
  const naming = withSiblings(readNaming(carrying.name, carrying.context), carrying);
  const value = blankPlaceholders(withoutQuotes(text.trim()));
  if (value === "" || isReplaced(naming, carrying)) {
    return [];
  }
  const written = readWritten(value, naming);
  if (written.length > 0) {
    return written.map((endpoint) => ({ ...endpoint, use: writtenUse(endpoint, naming) }));
  }
  return value.includes("://") ? [] : readHostList(value, naming, portsBeside(naming, carrying));
}

/** Reads the forms that cannot be mistaken for anything else. */
function readWritten(value: string, naming: Naming): readonly WrittenEndpoint[] {
  const listed = [...readDescriptors(value), ...(readKeyValues(value) ?? [])];
  if (listed.length === 0 && isProse(value, naming)) {
    return [];
  }
  const urls = readUrls(value).flatMap(({ endpoints }) => endpoints);
  return [...urls, ...readDriverAddresses(value), ...listed];
}

/** Several words, not all of which can be a part of a connection, under a name that expects none. */
function isProse(value: string, naming: Naming): boolean {
  if (!/\s/.test(value) || naming.role === "target" || naming.role === "technology") {
    return false;
  }
  return !value.split(/[\s,;]+/).every((word) => word === "" || /:\/\/|^[^\s:=]+[:=]\S/.test(word));
}

function writtenUse(endpoint: WrittenEndpoint, naming: Naming): EndpointUse {
  if (naming.use === "listen" || naming.use === "mention") {
    return naming.use;
  }
  const everywhere = readLoopback(endpoint.host)?.kind === "unspecified";
  return everywhere && naming.owner === "own" ? "listen" : "connect";
}

function withoutQuotes(text: string): string {
  const quoted = /^(["'`])(.*)\1$/s.exec(text);
  return quoted?.[2]?.trim() ?? text;
}

/** `PGHOST` is not connected to where `PGHOSTADDR` stands beside it. */
function isReplaced(naming: Naming, { siblings }: Carrying): boolean {
  const address = siblings?.get([...naming.prefix, "hostaddr"].join(" "));
  return naming.leaf === "host" && address !== undefined && address.trim() !== "";
}

/** The port of a variable beside the host's, else the ports that the name means. */
function portsBeside(naming: Naming, { siblings }: Carrying): readonly number[] {
  const key = ["port", "port value", "port number"]
    .map((word) => [...naming.prefix, word].join(" "))
    .find((name) => siblings?.has(name));
  if (key === undefined) {
    return naming.ports;
  }
  const port = readPort(siblings?.get(key)?.trim() ?? "");
  return port === undefined ? [] : [port];
}

/** `HOST` is where the process listens, unless the port or the credentials beside it are those of a database. */
function withSiblings(naming: Naming, { siblings }: Carrying): Naming {
  if (siblings === undefined || naming.owner !== "own" || naming.role !== "host") {
    return naming;
  }
  const has = (...names: readonly string[]) =>
    names.some((name) => siblings.has([...naming.prefix, name].join(" ")));
  const port = readPort(siblings.get([...naming.prefix, "port"].join(" "))?.trim() ?? "");
  const backing = port === undefined ? undefined : isBackingPort(port);
  const password = has("password", "passwd", "pass", "pwd");
  const database = has(
    "database",
    "dbname",
    "db",
    "db name",
    "database name",
    "schema",
    "dialect",
    "sslmode",
  );
  const user = has("user", "username", "user name", "login");
  const connected = backing === true || (password && (database || (user && backing === undefined)));
  return connected ? { ...naming, owner: "other" } : naming;
}
