import type { WrittenEndpoint } from "./endpoint";
import { percentDecoded, readHostPort, readPort } from "./host-port";
import { PLACEHOLDER } from "./placeholders";
import { usualPorts } from "./usual-ports";

/** Schemes whose authority is no host that anybody connects to. */
const NOT_CONNECTED: ReadonlySet<string> = new Set(
  "file data urn unix sqlite classpath resource gs s3 s3a spiffe arn android-app chrome-extension".split(
    " ",
  ),
);

/** Schemes whose query is the application's own, so that `?host=` in it names nothing that the client connects to. */
const WEB: ReadonlySet<string> = new Set(["http", "https", "ws", "wss"]);

/** Schemes of gRPC name resolution, which have the target in the path: https://grpc.io/docs/guides/custom-name-resolution. */
const TARGET_IN_PATH: ReadonlySet<string> = new Set(["dns", "passthrough", "static"]);

/** Query parameters of drivers that name a host. */
const HOST_PARAMETER =
  /^(?:host|hostaddr|hosts|hostname|server|servername|address|addr|proxyhost)$/;

const MAX_SCHEME_LENGTH = 40;

/** What may stand in front of the scheme: nothing, or `jdbc:` and the like. */
const PREFIX = /^(?:[\w+-]{1,40}:){0,3}$/;

/** A URL inside a text. */
export interface UrlReading {
  readonly endpoints: readonly WrittenEndpoint[];
  /** Where the URL starts and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/**
 * Reads every URL in a text, of any scheme, with several hosts (`mongodb://a,b:27017`), percent-encoded hosts,
 * credentials that are not encoded as they should be, and hosts in the query (`postgresql:///db?host=...`).
 * A URL inside another one's path or query is part of that one.
 *
 * @param text A text without placeholders; see {@link blankPlaceholders}.
 */
export function readUrls(text: string): readonly UrlReading[] {
  const urls: UrlReading[] = [];
  const whole = !/\s/.test(text);
  let from = 0;
  for (;;) {
    const separator = text.indexOf("://", from);
    if (separator < 0) {
      return urls;
    }
    const start = schemeStart(text, separator, from);
    const end = urlEnd(text, separator + 3, whole && PREFIX.test(text.slice(0, start)));
    if (start < separator) {
      const engine = text.slice(Math.max(from, start - MAX_SCHEME_LENGTH), separator);
      urls.push({ endpoints: readUrl(engine, text.slice(separator + 3, end)), start, end });
    }
    from = Math.max(end, separator + 3);
  }
}

function schemeStart(text: string, separator: number, from: number): number {
  let start = separator;
  const limit = Math.max(from, separator - MAX_SCHEME_LENGTH);
  while (start > limit && /[A-Za-z0-9+._-]/.test(text[start - 1] ?? "")) {
    start -= 1;
  }
  return start;
}

/**
 * A URL ends at white space, a quote or bracket, and where a list goes on with another URL. One that the text starts
 * with and that holds no white space ends with the text: a quote in it belongs to a password that is not encoded.
 */
function urlEnd(text: string, start: number, whole: boolean): number {
  const pattern = whole
    ? /[,;|](?=[A-Za-z0-9+._-]{1,40}(?::[A-Za-z0-9+._-]{1,40}){0,3}:\/\/)/g
    : /[\s"'<>`]|[,;|](?=[A-Za-z0-9+._-]{1,40}(?::[A-Za-z0-9+._-]{1,40}){0,3}:\/\/)/g;
  pattern.lastIndex = start;
  return pattern.exec(text)?.index ?? text.length;
}

/**
 * @param engine The scheme with what stands before it, such as `jdbc:mysql:loadbalance`.
 * @param rest What follows `://`.
 */
function readUrl(engine: string, rest: string): readonly WrittenEndpoint[] {
  const scheme = (/[A-Za-z0-9+._-]+$/.exec(engine)?.[0] ?? "").toLowerCase();
  if (NOT_CONNECTED.has(scheme)) {
    return [];
  }
  const ports = schemePorts(engine);
  const authority = authorityOf(rest);
  const written = TARGET_IN_PATH.has(scheme) && authority === "" ? rest.slice(1) : authority;
  const hosts = splitHosts(written).flatMap((host) => readHost(host, ports));
  return WEB.has(scheme) ? hosts : withQueryHosts(hosts, rest, ports);
}

/** The usual ports of the engine: of `jdbc:mysql:loadbalance` those of `mysql`, of `postgresql+asyncpg` those of `postgresql`. */
function schemePorts(engine: string): readonly number[] {
  const names = engine
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .toReversed();
  return names.map(usualPorts).find((ports) => ports.length > 0) ?? [];
}

/**
 * The authority without credentials. A `/`, `?` or `#` in a password that should have been encoded ends the authority
 * too early and leaves something that is no port behind the colon; then it goes on to the `@`.
 */
function authorityOf(rest: string): string {
  const strict = rest.slice(0, firstOf(rest, /[/?#\\;)}|`]/));
  const at = strict.lastIndexOf("@");
  if (at >= 0) {
    return strict.slice(at + 1);
  }
  const later = rest.indexOf("@", strict.length);
  if (later < 0 || splitHosts(strict).every((host) => readHostPort(host) !== undefined)) {
    return strict;
  }
  const host = rest.slice(later + 1);
  return host.slice(0, firstOf(host, /[/?#\\;)}|`]/));
}

function firstOf(text: string, pattern: RegExp): number {
  const index = text.search(pattern);
  return index < 0 ? text.length : index;
}

/** A list goes on to the next URL where a scheme follows the comma, so its last entry may be a scheme. */
function splitHosts(authority: string): readonly string[] {
  return authority.split(",").filter((host) => host !== "");
}

function readHost(text: string, usual: readonly number[]): readonly WrittenEndpoint[] {
  const pair = readHostPort(percentDecoded(text));
  if (pair === undefined || pair.host.startsWith(PLACEHOLDER)) {
    return [];
  }
  const ports = pair.port !== undefined ? [pair.port] : pair.hasPort ? [] : usual;
  return [{ host: pair.host, ports, form: "url" }];
}

/**
 * Adds the hosts that the query names. To PostgreSQL's clients they stand in place of the ones in the authority, and
 * `hostaddr` in place of `host`.
 */
function withQueryHosts(
  hosts: readonly WrittenEndpoint[],
  rest: string,
  usual: readonly number[],
): readonly WrittenEndpoint[] {
  const parameters = queryParameters(rest);
  const named = parameters.filter(([key, value]) => HOST_PARAMETER.test(key) && value !== "");
  if (named.length === 0) {
    return hosts;
  }
  const port = readPort(parameters.find(([key]) => key === "port")?.[1] ?? "");
  const addresses = named.filter(([key]) => key === "hostaddr");
  const fromQuery = (addresses.length > 0 ? addresses : named).flatMap(([, value]) =>
    value
      .split(",")
      .filter((host) => host !== "" && !/^[/@]/.test(host))
      .flatMap((host) => readHost(host, port === undefined ? usual : [port])),
  );
  return usual.includes(5432) ? fromQuery : [...hosts, ...fromQuery];
}

function queryParameters(rest: string): readonly (readonly [key: string, value: string])[] {
  const question = rest.indexOf("?");
  return (question < 0 ? "" : rest.slice(question + 1)).split(/[&;#]/).map((parameter) => {
    const [key = "", ...value] = parameter.split("=");
    return [percentDecoded(key).toLowerCase(), percentDecoded(value.join("="))] as const;
  });
}
