import type { WrittenEndpoint } from "./endpoint";
import { readHostPort } from "./host-port";
import { usualPorts } from "./usual-ports";

/**
 * Reads the connection strings of drivers that have an address form of their own: Go's MySQL driver
 * (`user:password@tcp(host:3306)/db`), Oracle's thin driver (`jdbc:oracle:thin:@//host:1521/x`, `@host:1521:sid`) and
 * Sybase (`jdbc:sybase:Tds:host:5000/db`).
 *
 * @param text A text without placeholders.
 */
export function readDriverAddresses(text: string): readonly WrittenEndpoint[] {
  return [...readGoDsn(text), ...readOracleThin(text), ...readSybase(text)];
}

/** https://github.com/go-sql-driver/mysql#dsn-data-source-name */
function readGoDsn(text: string): readonly WrittenEndpoint[] {
  const addresses = text.matchAll(/(?:(?:^|@)tcp[46]?|@)\(([^()\s]{1,300})\)(?:\/|$)/g);
  return [...addresses].flatMap(([, address = ""]) =>
    readAddress(address, "go-dsn", usualPorts("mysql")),
  );
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/21/jjdbc/data-sources-and-URLs.html */
function readOracleThin(text: string): readonly WrittenEndpoint[] {
  const start = text.search(/jdbc:oracle:/i);
  if (start < 0) {
    return [];
  }
  const connection = text.slice(start);
  const address = connection.slice(connection.lastIndexOf("@") + 1).replace(/^\/\//, "");
  const hosts = /^[^/?\s]*/.exec(address)?.[0] ?? "";
  return hosts
    .split(",")
    .flatMap((host) => readAddress(withoutSid(host), "jdbc", usualPorts("oracle")));
}

/** The third part of `host:port:sid`. */
function withoutSid(host: string): string {
  return host.startsWith("[") ? host : host.split(":").slice(0, 2).join(":");
}

function readSybase(text: string): readonly WrittenEndpoint[] {
  const address = /jdbc:sybase:Tds:([^/?\s]{1,300})/i.exec(text)?.[1];
  return address === undefined ? [] : readAddress(address, "jdbc", []);
}

function readAddress(
  text: string,
  form: WrittenEndpoint["form"],
  usual: readonly number[],
): readonly WrittenEndpoint[] {
  const pair = readHostPort(text);
  return pair === undefined
    ? []
    : [{ host: pair.host, ports: pair.port === undefined ? usual : [pair.port], form }];
}
