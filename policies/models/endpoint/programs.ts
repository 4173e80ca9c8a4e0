/**
 * What a program does with a host that it is given, which its flags do not say: `--host localhost` is where `uvicorn`
 * listens and where `psql` connects to.
 */
export type ProgramKind =
  | { readonly does: "serve" }
  | { readonly does: "connect"; readonly technology: string }
  | { readonly does: "print" };

const SERVERS =
  "uvicorn gunicorn hypercorn daphne granian flask runserver rails puma unicorn thin next nuxt vite ng http-server serve " +
  "fastapi waitress-serve quart sanic mlflow tensorboard jupyter jupyter-lab jupyter-notebook airflow streamlit gradio php " +
  "php-fpm nginx apache2 httpd caddy redis-server valkey-server postgres mysqld mariadbd mongod memcached etcd prometheus " +
  "grafana-server nats-server mosquitto php-fpm8 http.server";

const CLIENTS: Readonly<Record<string, string>> = {
  postgresql:
    "psql pg_isready pg_dump pg_dumpall pg_restore createdb dropdb createuser dropuser pgbench pg_basebackup vacuumdb reindexdb",
  mysql:
    "mysql mysqladmin mysqldump mysqlsh mysqlcheck mysqlimport mariadb mariadb-admin mariadb-dump",
  redis: "redis-cli redis-benchmark valkey-cli",
  mongodb: "mongo mongosh mongodump mongorestore mongoimport mongoexport",
  cassandra: "cqlsh nodetool",
  clickhouse: "clickhouse-client",
  sqlserver: "sqlcmd bcp",
  oracle: "sqlplus",
  influxdb: "influx",
  etcd: "etcdctl",
  kafka:
    "kcat kafkacat kafka-topics kafka-topics.sh kafka-console-consumer kafka-console-producer kafka-configs",
  ldap: "ldapsearch ldapadd ldapmodify",
  mqtt: "mosquitto_pub mosquitto_sub",
  http: "curl wget http hey wrk ab",
  client:
    "nc ncat netcat telnet ping grpcurl grpc_health_probe grpc-health-probe wait-for-it wait-for-it.sh wait-for wait-for.sh " +
    "wait4x wait-on dockerize",
  db: "flyway liquibase goose migrate dbmate alembic prisma atlas sqitch",
};

const PROGRAMS: ReadonlyMap<string, ProgramKind> = new Map<string, ProgramKind>([
  ...SERVERS.split(" ").map((name) => [name, { does: "serve" }] as const),
  ...Object.entries(CLIENTS).flatMap(([technology, names]) =>
    names.split(" ").map((name) => [name, { does: "connect", technology }] as const),
  ),
  ["echo", { does: "print" }],
  ["printf", { does: "print" }],
]);

/** How many words of a command may come before the program that counts, as in `python -m uvicorn` or `npx next start`. */
const WORDS_BEFORE_PROGRAM = 5;

/**
 * Finds the program that a command runs, past interpreters and wrappers (`exec`, `env A=b`, `poetry run`, `python -m`).
 *
 * @returns undefined when none of its first words is a program whose habits are known.
 */
export function programOf(words: readonly string[]): ProgramKind | undefined {
  for (const word of words.slice(0, WORDS_BEFORE_PROGRAM)) {
    const kind = PROGRAMS.get(word.slice(word.lastIndexOf("/") + 1));
    if (kind !== undefined) {
      return kind;
    }
  }
  return undefined;
}
