import type { Endpoint, EndpointUse } from "./endpoint";
import { type HostPort, readHostPort } from "./host-port";
import { parseIpv4 } from "./ip-address";
import { type Loopback, readLoopback } from "./loopback";
import type { Naming } from "./naming";
import { PLACEHOLDER } from "./placeholders";

/** A host of a list with what is left of its entry. */
interface Entry extends HostPort {
  readonly loopback: Loopback | undefined;
}

/**
 * Reads hosts and lists of `host:port`, which have no form of their own: only together with the name that carries them
 * they are endpoints. `localhost:5432` is one under any name, `localhost` under `DB_HOST` and `REDIS`, `2130706433` under
 * `PGHOST`, and none of them under `MODE`.
 *
 * @param text A text without placeholders.
 * @param ports The ports that are meant where none is written.
 */
export function readHostList(
  text: string,
  naming: Naming,
  ports: readonly number[],
): readonly Endpoint[] {
  const entries = entriesOf(text, naming);
  return (entries ?? []).flatMap((entry) => {
    const use = isPlausible(entry, naming) ? useOf(entry, naming) : undefined;
    const meant = entry.port !== undefined ? [entry.port] : entry.hasPort ? [] : ports;
    return use === undefined
      ? []
      : [{ host: entry.host, ports: meant, form: entry.hasPort ? "host-port" : "host", use }];
  });
}

/** The hosts of a list; undefined when something in it is none. Options may follow: `localhost:6379,ssl=true`. */
function entriesOf(text: string, naming: Naming): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  const addresses = withoutCredentials(text, naming).split(/[\s,;|]+/);
  for (const address of addresses) {
    if (address === "" || (entries.length > 0 && /^\w+=/.test(address))) {
      continue;
    }
    const pair = readAddress(address);
    if (pair === undefined) {
      return undefined;
    }
    entries.push({ ...pair, loopback: readLoopback(pair.host) });
  }
  return /\s/.test(text) && !entries.every(speaksForItself) ? undefined : entries;
}

/** Words that stand side by side are prose, unless each of them can only be a host. */
function speaksForItself(entry: Entry): boolean {
  return entry.hasPort || entry.loopback !== undefined || entry.host.includes(".");
}

/**
 * `user:password@host:port/db`, as some clients take it without a scheme, and `1@host:port` of a quorum. An e-mail
 * address is none.
 */
function withoutCredentials(text: string, naming: Naming): string {
  if (!text.includes("@") || /\s/.test(text)) {
    return text;
  }
  const entries = text.split(",");
  const parts = entries.every((entry) => entry.includes("@")) ? entries : [text];
  const addresses = parts.map((part) => part.slice(part.lastIndexOf("@") + 1));
  const meant =
    naming.role === "target" ||
    naming.role === "technology" ||
    addresses.every((address) => /^[^/]+:\d{1,5}(?:\/|$)/.test(address));
  return meant ? addresses.join(",") : text;
}

/** An address, behind the resolver that gRPC and others may name (`dns:`, `ipv4:`), with or without a path. */
function readAddress(text: string): HostPort | undefined {
  const address = text.replace(
    /^(?:(?:dns|ipv4|ipv6|passthrough|tcp|udp):(?=[^\d]*:|[\d.]+:))?(?:\/\/)?/,
    "",
  );
  const slash = address.indexOf("/");
  const pair = readHostPort(slash < 0 ? address : address.slice(0, slash));
  const isNetwork =
    slash >= 0 && /^\/\d{1,3}$/.test(address.slice(slash)) && pair?.hasPort === false;
  return isNetwork && /^[\d.:a-f]+$/i.test(pair.host) ? undefined : pair;
}

/** Tells whether an entry can be a host at all under this name. */
function isPlausible(entry: Entry, naming: Naming): boolean {
  if (entry.host.startsWith(PLACEHOLDER)) {
    return false;
  }
  if (isBareNumber(entry.host)) {
    return isPlausibleNumber(entry, naming);
  }
  const names = entry.loopback !== undefined || entry.host.includes(".");
  switch (naming.role) {
    case "host":
      return true;
    case "target":
      return names || entry.hasPort || (naming.technology && naming.leaf === "server");
    case "technology":
      return names || entry.hasPort;
    default:
      return names && entry.hasPort;
  }
}

/** A number is a host only where a host is expected: a port, an id or a count is none. */
function isPlausibleNumber(entry: Entry, naming: Naming): boolean {
  const small = /^\d{1,7}$/.test(entry.host);
  switch (naming.counts ? "other" : naming.role) {
    case "host":
      return true;
    case "target":
      return entry.hasPort || !small;
    case "technology":
      return entry.hasPort && !small;
    default:
      return false;
  }
}

/** An IPv4 address in any other than its usual spelling of four parts, such as `0`, `127.1` and `0x7f000001`. */
function isBareNumber(host: string): boolean {
  return parseIpv4(host) !== undefined && host.replace(/\.$/, "").split(".").length < 4;
}

function useOf(entry: Entry, naming: Naming): EndpointUse {
  const everywhere = entry.loopback?.kind === "unspecified";
  if (naming.use === "connect" && everywhere && naming.owner === "shared") {
    return "listen";
  }
  if (naming.use !== undefined) {
    return naming.use;
  }
  if (naming.owner === "own") {
    return "listen";
  }
  if (naming.role === "other") {
    return everywhere ? "listen" : "connect";
  }
  const forClients = naming.technology || naming.locator;
  const forServers = naming.owner === "shared" || (naming.role === "host" && !forClients);
  return everywhere && forServers ? "listen" : "connect";
}
