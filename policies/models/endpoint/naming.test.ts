import { describe, expect, it } from "vitest";
import { nameWords } from "./name-words";
import { readNaming } from "./naming";

const naming = (name: string, context = "") => readNaming(nameWords(name), nameWords(context));

describe("nameWords", () => {
  it.each([
    ["DATABASE_URL", "database url"],
    ["PGHOST", "pg host"],
    ["PGHOSTADDR", "pg hostaddr"],
    ["dbHost", "db host"],
    ["DBHost", "db host"],
    ["jdbcURL", "jdbc url"],
    ["PostgreSQL", "postgresql"],
    ["mySQLHost", "mysql host"],
    ["spring.datasource.url", "spring datasource url"],
    ["redis-host", "redis host"],
    ["--db-host", "db host"],
    ["REDIS_HOST_1", "redis host"],
    ["redis2_host", "redis host"],
    ["neo4jHost", "neo4j host"],
    ["REDISHOST3", "redis host"],
    ["ConnectionStrings__Default", "connection strings default"],
    ["hosts[0]", "hosts"],
    ["ghost", "ghost"],
    ["SUPPORT", "support"],
    ["observer", "observer"],
    ["passport", "passport"],
    ["", ""],
    ["42", ""],
  ])("splits %s into %s", (name, words) => {
    expect(nameWords(name).join(" ")).toBe(words);
  });
});

describe("readNaming", () => {
  it.each([
    "LISTEN_ADDR",
    "BIND_HOST",
    "REDIS_BIND_HOST",
    "bind-address",
    "UVICORN_HOST",
    "KAFKA_LISTENERS",
    "KAFKA_ADVERTISED_LISTENERS",
    "ETCD_LISTEN_CLIENT_URLS",
    "REDIS_ANNOUNCE_IP",
    "urls",
    "web.listen-address",
    "metrics-bind-address",
    "receivers.otlp.protocols.grpc.endpoint",
    "listeners.0.address.socket_address.address",
    "OTEL_EXPORTER_PROMETHEUS_HOST",
    "ASPNETCORE_URLS",
    "com.sun.management.jmxremote.host",
  ])("knows that %s says where a process listens", (name) => {
    expect(naming(name).use).toBe("listen");
  });

  it.each([
    "ALLOWED_HOSTS",
    "CORS_ORIGINS",
    "ALLOWED_ORIGINS",
    "CSRF_TRUSTED_ORIGINS",
    "TRUSTED_PROXIES",
    "FORWARDED_ALLOW_IPS",
    "NO_PROXY",
    "no_proxy",
    "http.nonProxyHosts",
    "noProxy",
    "OAUTH_REDIRECT_URIS",
    "CALLBACK_URL",
    "ORIGIN",
    "server_name",
    "tls.dnsNames",
    "alt_names.DNS.1",
    "REDIS_ALLOWED_HOSTS",
    "SANCTUM_STATEFUL_DOMAINS",
    "JWT_AUDIENCE",
    "INTERNAL_IPS",
    "MYSQL_ROOT_HOST",
    "VIRTUAL_HOST",
  ])("knows that hosts under %s are only compared with", (name) => {
    expect(naming(name).use).toBe("mention");
  });

  it.each([
    "DATABASE_HOST",
    "receivers.redis.endpoint",
    "exporters.otlp.endpoint",
    "listeners.http.upstream.host",
    "zookeeper.connect",
    "cookies.store.redis.url",
    "etcd.client.urls",
    "bootstrap.servers",
  ])("knows that %s says what to connect to", (name) => {
    expect(naming(name).use).toBe("connect");
  });

  it.each([
    ["HOST", "own"],
    ["HOSTNAME", "own"],
    ["ADDR", "own"],
    ["server.address", "own"],
    ["SERVER_HOST", "own"],
    ["MANAGEMENT_SERVER_ADDRESS", "own"],
    ["METRICS_ADDR", "own"],
    ["network.host", "own"],
    ["SERVER_ADDR", "shared"],
    ["API_HOST", "shared"],
    ["SERVER", "shared"],
    ["BILLING_HOST", "other"],
    ["REDIS_SERVER_HOST", "shared"],
    ["CONSUL_HTTP_ADDR", "shared"],
    ["REDIS_HOST", "other"],
    ["API_ENDPOINT", "other"],
  ])("takes the bare host under %s for %s", (name, owner) => {
    expect(naming(name).owner).toBe(owner);
  });

  it("takes HOST for a target as well where the file around it names a technology", () => {
    expect(naming("HOST", "postgres-credentials").owner).toBe("shared");
  });

  it.each([
    ["PGHOST", [5432]],
    ["DB_HOST", []],
    ["ORDERS_REDIS_HOST", [6379]],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", [4317, 4318]],
  ])("knows the usual ports of %s", (name, ports) => {
    expect(naming(name).ports).toEqual(ports);
  });
});
