import { findEndpoints } from "../endpoint/find-endpoints";
import { percentDecoded, readPort } from "../endpoint/host-port";
import { nameWords } from "../endpoint/name-words";
import { type ConnectionString, readConnectionString } from "./connection-string";
import type { ToldSetting, UnreadSetting } from "./reading";
import {
  type Aspect,
  type Family,
  familyOfPort,
  familyOfScheme,
  readStoreName,
  type StoreName,
} from "./store-name";

/** What one setting says of one database or cache. */
export interface Statement {
  readonly setting: ToldSetting;
  readonly family: Family;
  /** See {@link StoreName.role}. */
  readonly role: string;
  /** The hosts that it names, as a resolver would get them, or the socket of Cloud SQL; none where it names none. */
  readonly hosts: readonly string[];
  /** The port that it writes, or that its scheme means. */
  readonly port?: number;
  readonly database?: string;
  /** The connection string that it is; undefined for a host, a port or a name alone. */
  readonly connection?: ConnectionString;
  /** Whether it leads to a pool of connections before the database. */
  readonly isPooled: boolean;
}

/** A setting whose name says that it tells of a database or cache, and whose value cannot be read now. */
export interface UnreadStatement {
  readonly setting: UnreadSetting;
  readonly family: Family;
  readonly role: string;
  readonly aspect: Aspect;
}

/** Programs that pool connections, and what services call their pools. */
const POOLER =
  /(?:^|[-.])(?:pgbouncer|pgcat|pgpool|odyssey|supavisor|proxysql|pooler)(?:[-.\d]|$)/i;

/** The ports on which pools listen: PgBouncer and the managed ones, Supavisor. */
const POOL_PORTS: ReadonlySet<number> = new Set([6432, 6543]);

/** Reads what a setting says; undefined where it says nothing of a database or cache. */
export function readStatement(setting: ToldSetting): Statement | undefined {
  const named = readStoreName(setting.name, setting.keys);
  const { family, role } = named;
  const text = setting.text.trim();
  if (named.aspect === "port") {
    const port = readPort(text);
    return family === undefined || port === undefined
      ? undefined
      : { setting, family, role, hosts: [], port, isPooled: POOL_PORTS.has(port) };
  }
  if (named.aspect === "database name") {
    return family === undefined || !/^[\w$.-]{1,63}$/.test(text)
      ? undefined
      : { setting, family, role, hosts: [], database: text, isPooled: false };
  }
  return readAddress(setting, named, text);
}

function readAddress(setting: ToldSetting, named: StoreName, text: string): Statement | undefined {
  const { name, context, siblings } = setting;
  const endpoints = findEndpoints(text, { name, context, siblings }).filter(
    ({ use }) => use === "connect",
  );
  const [first] = endpoints;
  const connection = readConnectionString(text);
  // Names that are looked up by SRV records are none of the servers behind them.
  if (connection === undefined || connection.scheme.includes("+srv")) {
    return undefined;
  }
  if (first === undefined) {
    return readSocket(setting, named, text, connection);
  }
  const ports = new Set(endpoints.map((each) => (each.ports.length === 1 ? each.ports[0] : 0)));
  const [port] = first.form === "host" || ports.size !== 1 ? [] : ports;
  const isString = first.form !== "host" && first.form !== "host-port";
  const family =
    connection.scheme === ""
      ? (named.family ?? (isString ? familyOfPort(port) : undefined))
      : familyOfScheme(connection.scheme);
  const hosts = [...new Set(endpoints.map(({ host }) => host))];
  return family === undefined
    ? undefined
    : {
        setting,
        family,
        role: named.role,
        hosts,
        ...(port === undefined || port === 0 ? {} : { port }),
        ...(connection.database === undefined ? {} : { database: connection.database }),
        ...(isString ? { connection } : {}),
        isPooled:
          connection.isPooled ||
          (port !== undefined && POOL_PORTS.has(port)) ||
          hosts.some((host) => POOLER.test(host)),
      };
}

/** The sockets of Cloud SQL, which stand for an instance: https://cloud.google.com/sql/docs/postgres/connect-run. */
const SOCKET = /\/cloudsql\/[\w.:-]+/;

function readSocket(
  setting: ToldSetting,
  named: StoreName,
  text: string,
  connection: ConnectionString,
): Statement | undefined {
  const isString = connection.scheme !== "";
  const family = isString ? familyOfScheme(connection.scheme) : named.family;
  const [socket] = SOCKET.exec(percentDecoded(text)) ?? [];
  if (family === undefined || named.aspect === "other" || (socket === undefined && !isString)) {
    return undefined;
  }
  return {
    setting,
    family,
    role: named.role,
    hosts: socket === undefined ? [] : [socket.replace(/\/\.s\.PGSQL\.\d+$/, "")],
    ...(connection.database === undefined ? {} : { database: connection.database }),
    ...(isString ? { connection } : {}),
    isPooled: false,
  };
}

/** Reads by its name what a setting would say that cannot be read now. */
export function readUnreadStatement(setting: UnreadSetting): UnreadStatement | undefined {
  const { family, role, aspect } = readStoreName(nameWords(setting.key), [setting.key]);
  return family === undefined || aspect === "other" ? undefined : { setting, family, role, aspect };
}
