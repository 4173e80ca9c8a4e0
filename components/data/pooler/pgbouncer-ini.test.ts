import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PgBouncerSettings, pgBouncerIni, userList } from "./pgbouncer-ini";

const settings: PgBouncerSettings = {
  host: "10.64.0.3",
  port: 5432,
  userList: "/etc/holdfast/users/userlist.txt",
  pools: [
    { database: "app", users: 2 },
    { database: "reports", users: 1 },
  ],
  poolSize: 20,
  waitSeconds: 10,
};

/** The keys of one section, of which each stands in it once. */
function sectionOf(ini: string, name: string): Record<string, string> {
  const [, text = ""] = ini.split(`[${name}]\n`);
  const lines = (text.split(/^\[/m)[0] ?? "").split("\n").filter((line) => line !== "");
  const pairs = lines.map((line) => {
    const [key = "", ...value] = line.split(" = ");
    return [key.replace(/ =$/, ""), value.join(" = ")] as const;
  });
  expect(new Set(pairs.map(([key]) => key)).size).toBe(pairs.length);
  return Object.fromEntries(pairs);
}

describe("P7: the configuration of PgBouncer", () => {
  it("limits each pool, and all pools of a database together", () => {
    expect(sectionOf(pgBouncerIni(settings), "databases")).toEqual({
      app: "host=10.64.0.3 port=5432 dbname=app pool_size=20 max_db_connections=40",
      reports: "host=10.64.0.3 port=5432 dbname=reports pool_size=20 max_db_connections=20",
    });
    expect(sectionOf(pgBouncerIni(settings), "pgbouncer")).toEqual({
      listen_addr: "*",
      listen_port: "6432",
      unix_socket_dir: "",
      auth_type: "scram-sha-256",
      auth_file: "/etc/holdfast/users/userlist.txt",
      pool_mode: "transaction",
      default_pool_size: "20",
      reserve_pool_size: "0",
      max_client_conn: "5000",
      max_prepared_statements: "200",
      query_wait_timeout: "10",
      server_connect_timeout: "10",
      ignore_startup_parameters: "extra_float_digits",
      log_connections: "0",
      log_disconnections: "0",
      server_tls_sslmode: "disable",
    });
  });

  it("knows the server by its certificates, and shows clients its own", () => {
    const ini = pgBouncerIni({
      ...settings,
      serverCertificates: "/etc/ca.crt",
      certificate: { certificate: "/etc/tls.crt", key: "/etc/tls.key" },
      waitSeconds: 35,
    });
    expect(sectionOf(ini, "pgbouncer")).toMatchObject({
      server_tls_sslmode: "verify-ca",
      server_tls_ca_file: "/etc/ca.crt",
      client_tls_sslmode: "require",
      client_tls_cert_file: "/etc/tls.crt",
      client_tls_key_file: "/etc/tls.key",
      query_wait_timeout: "35",
      server_connect_timeout: "35",
    });
  });

  it("has passwords in a file of their own, one user a line, whatever they are", () => {
    expect(userList({ app: "s3cret", auth: 'a"b' })).toBe('"app" "s3cret"\n"auth" "a""b"\n');
    const word = fc.string({ minLength: 1 }).filter((text) => !/[\r\n\0]/.test(text));
    fc.assert(
      fc.property(fc.dictionary(word, word), (passwords) => {
        const read = [
          ...userList(passwords).matchAll(/^"((?:[^"]|"")*)" "((?:[^"]|"")*)"\n/gm),
        ].map(([, user = "", password = ""]) =>
          [user, password].map((text) => text.replaceAll('""', '"')),
        );
        expect(read).toEqual(Object.entries(passwords));
      }),
    );
  });
});
