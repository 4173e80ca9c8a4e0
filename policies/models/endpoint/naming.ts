import type { EndpointUse } from "./endpoint";
import { isBackingService, isOnlyConnectedTo, usualPorts } from "./usual-ports";

/** What the name that carries a text tells about the endpoints in it. */
export interface Naming {
  /** What the name says that endpoints are for, however they are written; undefined when it does not say. */
  readonly use: EndpointUse | undefined;
  /**
   * What stands under the name: `host` (`PGHOST`, `dbHost`, `ADDR`), `target` (`REDIS_URL`, `BROKERS`, `API_SERVER`),
   * `technology` (`REDIS`), or anything else.
   */
  readonly role: "host" | "target" | "technology" | "other";
  /** Whether a database, a cache or another service that one connects to is named. */
  readonly technology: boolean;
  /** Whether the name is one of locations (`URL`, `DSN`), which are for clients, whatever they say. */
  readonly locator: boolean;
  /**
   * Whose address a bare host is: `own` under names such as `HOST`, `METRICS_ADDR` and `http`, which say where the process
   * listens; `shared` under names such as `API_HOST`, which servers and clients use alike; else `other`.
   */
  readonly owner: "own" | "shared" | "other";
  /** Whether the name is one of a switch or a count, under which a number is no host. */
  readonly counts: boolean;
  /** The ports that the technologies in the name mean; empty when there are none. */
  readonly ports: readonly number[];
  /** The word that says what stands under the name, such as `host`; empty when there is no name. */
  readonly leaf: string;
  /** The words in front of it, which names beside it share (`db` of `DB_HOST` and `DB_PORT`). */
  readonly prefix: readonly string[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

const LISTEN = words(
  "listen listens listening listener listeners bind binds binding bindings receiver receivers advertise advertised " +
    "expose exposed announce announced publish published supervisorctl uvicorn gunicorn hypercorn granian daphne puma kestrel aspnetcore dotnet jmx " +
    "jmxremote rmi jdwp inbound",
);

const MENTION = words(
  "cors allow allowed allowlist allowlisted whitelist whitelisted permit permitted trust trusted csrf csp deny denied " +
    "denylist blacklist blocklist blocked redirect redirects callback callbacks noproxy exclude excluded excludes " +
    "exclusions ignore ignored skip bypass san sans sni referer referrer cookie cookies audience helo ehlo",
);

/** Names of hosts and identifiers that look like hosts, where the name ends in them. */
const MENTION_AT_END = words("origin origins domain domains audience schema xmlns namespace");

/** Phrases in which hosts are only compared with, or tell who may come. */
const MENTION_PHRASE = /\b(?:no proxy|non proxy|internal ips|virtual hosts?|root host)\b/;

/** The same, unless a technology is named: `server_name` of a web server, alternative names of a certificate. */
const NAME_PHRASE = /\b(?:server names?|alt names|dns names)\b/;

/** Where an OpenTelemetry collector listens, although the names around it speak of exporting. */
const LISTEN_PHRASE =
  /\bexporters? prometheus\b|\bextensions (?:\w+ )*?(?:health check|pprof|zpages)\b/;

/** How near to the end a word must stand to make the hosts ones that are only mentioned: outer keys are far from them. */
const MENTION_REACH = 4;

const CONNECT = words(
  "exporter exporters upstream upstreams target targets seed seeds bootstrap remote",
);

/** Whose side a name is of, unless it says that it is where they come in (`ETCD_LISTEN_CLIENT_URLS`). */
const CLIENT = words("client clients");

const HOST = words("host hosts hostname hostnames hostaddr addr addrs address addresses ip ips");

/** What stands around a host in nested settings, as in Envoy's `admin.address.socket_address.address`. */
const AROUND_HOST = words("host address addr socket");

const TARGET = words(
  "server servers endpoint endpoints peer peers seed seeds upstream upstreams backend backends target targets remote " +
    "sentinel sentinels coordinator proxy url urls uri uris dsn quorum voters resolver nameserver nameservers broker " +
    "brokers bootstrap",
);

/** Targets only where a technology is named, since they have other meanings too. */
const TARGET_OF_TECHNOLOGY = words(
  "node nodes member members master primary replica replicas cluster connect connection connections points link servername",
);

const LOCATOR = words("url urls uri uris dsn");

/** Words at the end that tell which one, not what it is. */
const QUALIFIER = words(
  "ro rw readonly read write reader writer test default internal external local main string strings str list value name " +
    "template full async sync raw",
);

/** What a process calls itself, in front of `HOST` or `ADDR`. */
const OWN = words(
  "server http https web management metrics metric health healthz healthcheck admin debug pprof network transport probe " +
    "probes status ops actuator monitoring telemetry dev vite flask rails django nuxt nitro phx streamlit jupyter ui " +
    "console pod container node instance port ports self own this my java extensions zpages check run ssr flower nginx apache httpd",
);

/** In front of them, what a server and its clients use alike. */
const SHARED = words(
  "app application api service services svc grpc rpc backend frontend gateway public websocket ws socket tcp udp worker " +
    "client clients",
);

const COUNT = words(
  "use enable enabled disable disabled has is with verify check max min num number count limit size retries retry " +
    "timeout ttl id index weight mode version level ratio rate strict port ports",
);

/**
 * Reads what a name tells. The word nearest to the end that decides wins: `listeners.http.upstream.host` is connected
 * to, `REDIS_BIND_HOST` is not.
 *
 * @param name The words of the name, from the outermost key to the innermost.
 * @param context Words of the file and object around it, which may tell the technology and nothing else.
 */
export function readNaming(name: readonly string[], context: readonly string[] = []): Naming {
  const end = leafIndex(name);
  const leaf = name[end] ?? "";
  const before = name.slice(0, Math.max(end, 0)).findLast((word) => !AROUND_HOST.has(word));
  const technology = name.some(isBackingService);
  const ports = [...name.toReversed(), ...context.toReversed()].map(usualPorts);
  return {
    use: useOf(name, leaf, technology),
    role: roleOf(leaf, technology),
    technology,
    locator: LOCATOR.has(leaf),
    owner: ownerOf(leaf, before, technology, context.some(isOnlyConnectedTo)),
    counts: name.some((word) => COUNT.has(word)),
    ports: ports.find((found) => found.length > 0) ?? [],
    leaf,
    prefix: name.slice(0, Math.max(end, 0)),
  };
}

/** Where the word stands that the name ends in, but for qualifiers. */
function leafIndex(name: readonly string[]): number {
  let index = name.length - 1;
  while (index > 0 && QUALIFIER.has(name[index] ?? "")) {
    index -= 1;
  }
  return index;
}

function roleOf(leaf: string, technology: boolean): Naming["role"] {
  if (HOST.has(leaf)) {
    return "host";
  }
  if (TARGET.has(leaf) || (technology && TARGET_OF_TECHNOLOGY.has(leaf))) {
    return "target";
  }
  return isBackingService(leaf) ? "technology" : "other";
}

function ownerOf(
  leaf: string,
  before: string | undefined,
  technology: boolean,
  technologyAround: boolean,
): Naming["owner"] {
  if (technology) {
    return before !== undefined && OWN.has(before) ? "shared" : "other";
  }
  if (!HOST.has(leaf)) {
    if (OWN.has(leaf) && !TARGET.has(leaf)) {
      return "own";
    }
    return leaf === "server" || (before !== undefined && OWN.has(before)) ? "shared" : "other";
  }
  if (technologyAround) {
    return "shared";
  }
  // Clients are told a SERVER_ADDR as often as servers; the other names of this kind are of servers.
  if (before === undefined || (OWN.has(before) && !(before === "server" && leaf === "addr"))) {
    return "own";
  }
  return before === "server" || SHARED.has(before) ? "shared" : "other";
}

function useOf(
  name: readonly string[],
  leaf: string,
  technology: boolean,
): EndpointUse | undefined {
  const phrase = name.join(" ");
  if (MENTION_AT_END.has(leaf) || MENTION_PHRASE.test(phrase)) {
    return "mention";
  }
  if (!technology && NAME_PHRASE.test(phrase)) {
    return "mention";
  }
  if (phrase === "urls" || LISTEN_PHRASE.test(phrase)) {
    return "listen";
  }
  const listens = name.some((word) => LISTEN.has(word));
  for (const [distance, word] of name.toReversed().entries()) {
    if (MENTION.has(word) && distance < MENTION_REACH) {
      return "mention";
    }
    if (LISTEN.has(word)) {
      return "listen";
    }
    if (CONNECT.has(word) || isOnlyConnectedTo(word) || (CLIENT.has(word) && !listens)) {
      return "connect";
    }
  }
  return undefined;
}
