import { poolerPort, usualPoolerClients } from "../../../config";

/** What PgBouncer does, without a secret. */
export interface PgBouncerSettings {
  /** Host name or address of the database server. */
  readonly host: string;
  /** Port of the database server. */
  readonly port: number;
  /** Path of the certificates by which the server is known. Absent: it speaks no TLS. */
  readonly serverCertificates?: string;
  /** Paths of the certificate and key that clients are shown. Absent: they speak no TLS. */
  readonly certificate?: { readonly certificate: string; readonly key: string };
  /** Path of the passwords. */
  readonly userList: string;
  /** The databases, each with the number of users who log in to it. */
  readonly pools: readonly { readonly database: string; readonly users: number }[];
  /** Most connections of one pool. */
  readonly poolSize: number;
  /** Seconds that opening a connection to the server may take, and that a client waits for one. */
  readonly waitSeconds: number;
}

/** Statements that a client has prepared and that PgBouncer keeps for it on every connection: its own default. */
const preparedStatements = 200;

/**
 * The configuration of PgBouncer (https://www.pgbouncer.org/config.html): one pool for each pair of database and user,
 * by transaction, and no more connections to a database than its pools have together. Its console is closed, since it
 * names nobody who may enter it.
 */
export function pgBouncerIni(settings: PgBouncerSettings): string {
  const { host, port, pools, poolSize, certificate, serverCertificates, waitSeconds } = settings;
  const databases = pools.map(({ database, users }) => {
    const limits = `pool_size=${poolSize} max_db_connections=${poolSize * users}`;
    return `${database} = host=${host} port=${port} dbname=${database} ${limits}`;
  });
  const common = {
    listen_addr: "*",
    listen_port: poolerPort,
    // None: the image cannot be written to, and nothing but the network leads here.
    unix_socket_dir: "",
    auth_type: "scram-sha-256",
    auth_file: settings.userList,
    pool_mode: "transaction",
    default_pool_size: poolSize,
    reserve_pool_size: 0,
    max_client_conn: usualPoolerClients,
    max_prepared_statements: preparedStatements,
    query_wait_timeout: waitSeconds,
    server_connect_timeout: waitSeconds,
    // What drivers of Java set at the start of a connection, and no pool can keep.
    ignore_startup_parameters: "extra_float_digits",
    // Each probe would be a line.
    log_connections: 0,
    log_disconnections: 0,
    ...(certificate && {
      client_tls_sslmode: "require",
      client_tls_cert_file: certificate.certificate,
      client_tls_key_file: certificate.key,
    }),
    ...(serverCertificates === undefined
      ? { server_tls_sslmode: "disable" }
      : { server_tls_sslmode: "verify-ca", server_tls_ca_file: serverCertificates }),
  };
  return [
    "[databases]",
    ...databases,
    "",
    "[pgbouncer]",
    ...Object.entries(common).map(([key, value]) => `${key} = ${value}`),
    "",
  ].join("\n");
}

/**
 * The passwords in the form of PgBouncer, which needs them as they are to log in to the server by SCRAM. The result is
 * secret. A quotation mark is doubled: https://www.pgbouncer.org/config.html#authentication-file-format.
 */
export function userList(passwords: Readonly<Record<string, string>>): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return Object.entries(passwords)
    .map(([user, password]) => `${quoted(user)} ${quoted(password)}\n`)
    .join("");
}
