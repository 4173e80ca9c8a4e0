/**
 * The ports that a scheme or the name of a technology means when none is written: what the servers listen on and the
 * clients connect to by default. Several where the technology has several protocols.
 */
const USUAL_PORTS: ReadonlyMap<string, readonly number[]> = new Map(
  [
    "http ws web 80",
    "https wss 443",
    "postgres postgresql pgsql psql pg postgis timescale timescaledb tsdb alloydb cloudsql yugabyte gaussdb 5432",
    "pgbouncer 6432",
    "cockroach cockroachdb crdb 26257",
    "mysql mysql2 mysqldb mysqli mariadb percona tidb vitess singlestore memsql aurora 3306",
    "mysqlx 33060",
    "mssql sqlserver sqlsrv jtds tds sybase 1433",
    "oracle oci 1521",
    "db2 50000",
    "informix 9088",
    "derby 1527",
    "redis rediss valkey valkeys keydb dragonfly celery sidekiq 6379",
    "sentinel sentinels 26379",
    "memcache memcached 11211",
    "mongo mongodb ferretdb 27017",
    "amqp rabbit rabbitmq 5672",
    "amqps 5671",
    "mqtt mosquitto 1883",
    "mqtts 8883",
    "stomp 61613",
    "activemq artemis openwire 61616",
    "nats 4222",
    "kafka redpanda 9092",
    "zookeeper zk 2181",
    "pulsar 6650",
    "nsq nsqd 4150",
    "etcd 2379",
    "consul 8500",
    "vault 8200",
    "nomad 4646",
    "cassandra scylla scylladb 9042",
    "clickhouse 9000 8123",
    "elastic elasticsearch opensearch es 9200",
    "kibana 5601",
    "solr 8983",
    "meilisearch 7700",
    "typesense 8108",
    "neo4j bolt 7687",
    "influx influxdb 8086",
    "questdb 8812 9009",
    "couchdb 5984",
    "couchbase 11210",
    "arango arangodb 8529",
    "dgraph 9080",
    "qdrant 6333 6334",
    "milvus 19530",
    "weaviate chroma chromadb 8080 8000",
    "ldap 389",
    "ldaps 636",
    "smtp mail mailer mailhog mailpit 25 587 465 1025",
    "smtps 465",
    "imap 143",
    "imaps 993",
    "ftp 21",
    "ssh sftp 22",
    "dns resolver nameserver 53",
    "syslog 514",
    "statsd dogstatsd 8125",
    "datadog dd 8126 8125",
    "graphite carbon 2003",
    "otel otlp opentelemetry 4317 4318",
    "jaeger 6831 6832 14268 4317",
    "zipkin 9411",
    "fluentd fluent fluentbit 24224",
    "loki 3100",
    "pushgateway 9091",
    "minio 9000",
    "temporal 7233",
    "dapr 3500 50001",
    "keycloak 8080",
    "ollama 11434",
    "hive hive2 10000",
    "trino presto 8080",
    "gremlin 8182",
  ].flatMap((line) => {
    const words = line.split(" ");
    const ports = words.filter((word) => /^\d+$/.test(word)).map(Number);
    return words.filter((word) => /\D/.test(word)).map((word) => [word, ports] as const);
  }),
);

/** Words for what services connect to that have no usual port, or several engines. */
const WITHOUT_USUAL_PORT: ReadonlySet<string> = new Set(
  "db database databases datasource sql rdbms rds jdbc r2dbc sqlalchemy odbc cache mq queue broker brokers search".split(
    " ",
  ),
);

/** What a process is as likely to serve as to use; such a word only tells a port. */
const AS_LIKELY_SERVED: ReadonlySet<string> = new Set(
  "http https ws wss web dns resolver nameserver".split(" "),
);

/** Telemetry, which a collector receives under the same word as its clients send it. */
const TELEMETRY: ReadonlySet<string> = new Set(
  "otel otlp opentelemetry jaeger zipkin statsd dogstatsd syslog carbon fluent fluentd fluentbit loki influx influxdb".split(
    " ",
  ),
);

const BACKING_PORTS: ReadonlySet<number> = new Set([
  1433, 1521, 3306, 5432, 5671, 5672, 6379, 6432, 9042, 9092, 9200, 11211, 26257, 27017,
]);

/** The ports that a word means; empty when it means none. */
export function usualPorts(word: string): readonly number[] {
  return USUAL_PORTS.get(word) ?? [];
}

/** Tells whether a word names what a service connects to, such as a database, a cache or a collector. */
export function isBackingService(word: string): boolean {
  return (USUAL_PORTS.has(word) && !AS_LIKELY_SERVED.has(word)) || WITHOUT_USUAL_PORT.has(word);
}

/** Tells whether a word names what is only ever connected to, even below a word such as `receivers`. */
export function isOnlyConnectedTo(word: string): boolean {
  return isBackingService(word) && !TELEMETRY.has(word);
}

/** Tells whether a port is one of databases, caches and brokers, which an application connects to and does not serve. */
export function isBackingPort(port: number): boolean {
  return BACKING_PORTS.has(port);
}
