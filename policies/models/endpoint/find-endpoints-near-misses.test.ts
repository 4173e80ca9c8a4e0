import { describe, expect, it } from "vitest";
import { type Carrying, findEndpoints } from "./find-endpoints";
import { readLoopback } from "./loopback";
import { nameWords } from "./name-words";

function carrying(name: string, siblings: Record<string, string | undefined> = {}): Carrying {
  const beside = Object.entries(siblings).map(
    ([key, value]) => [nameWords(key).join(" "), value] as const,
  );
  return { name: nameWords(name), siblings: new Map(beside) };
}

/** A placeholder as Spring and shells write it. */
const placeholder = (content: string) => `$\{${content}}`;

describe("findEndpoints takes for no target", () => {
  it.each([
    ["LISTEN_ADDR", "127.0.0.1:8080"],
    ["BIND_HOST", "localhost"],
    ["HOST", "0.0.0.0"],
    ["HOST", "localhost"],
    ["HOSTNAME", "0.0.0.0"],
    ["UVICORN_HOST", "127.0.0.1"],
    ["SERVER_ADDR", "0.0.0.0:8080"],
    ["SERVER_HOST", "localhost"],
    ["SERVER_ADDRESS", "127.0.0.1"],
    ["MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"],
    ["server.address", "127.0.0.1"],
    ["API_HOST", "0.0.0.0"],
    ["METRICS_ADDR", "127.0.0.1:9090"],
    ["http", "127.0.0.1"],
    ["ASPNETCORE_URLS", "http://localhost:5000;http://+:80"],
    ["KAFKA_LISTENERS", "PLAINTEXT://0.0.0.0:9092"],
    ["RECEIVERS", "0.0.0.0:4317"],
    ["receivers.otlp.protocols.grpc.endpoint", "localhost:4317"],
    ["DOCKER", "tcp://"],
    ["HOST", "tcp://0.0.0.0:8080"],
    ["SETTING", "0.0.0.0:8080"],
    ["ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"],
    ["CORS_ORIGINS", "http://localhost:3000,https://app.example.com"],
    ["ALLOWED_ORIGINS", '["http://localhost:3000"]'],
    ["CSRF_TRUSTED_ORIGINS", "http://localhost"],
    ["TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"],
    ["NO_PROXY", "localhost,127.0.0.1,.svc"],
    ["no_proxy", "localhost:5000"],
    ["http.nonProxyHosts", "localhost|127.*"],
    ["OAUTH_REDIRECT_URIS", "http://localhost:3000/callback"],
    ["ORIGIN", "http://localhost:3000"],
    ["SETTING", "localhost"],
    ["MODE", "localhost"],
    ["CONSUL_HTTP_ADDR", "0.0.0.0:8500"],
    ["PHP_IDE_CONFIG", "serverName=localhost"],
    ["ENVIRONMENT", "localhost"],
    ["SETTING", "127.0.0.1"],
    ["PORT", "2130706433"],
    ["USER_ID", "2130706433"],
    ["REDIS_DB", "0"],
    ["DB", "0"],
    ["REDIS_HOST_RETRIES", "0"],
    ["MAX_SERVERS", "0"],
    ["DATABASE_VERSION", "127.1"],
    ["SETTING", "127.1"],
    ["SETTING", "0:1"],
    ["RATIO", "0:0"],
    ["TIME", "12:30"],
    ["ADMIN_EMAIL", "admin@localhost"],
    ["MAIL_ADDRESS", "root@localhost"],
    ["RABBITMQ_NODENAME", "rabbit@localhost"],
    ["ALLOWED_NETWORKS", "127.0.0.0/8"],
    ["DB_ADDRESS", "127.0.0.1/32"],
    ["HELP", "use localhost in dev"],
    ["HELP", "see http://localhost:3000/docs for more"],
    ["HELP", "# postgres://u:p@localhost/db"],
    ["DB_DESCRIPTION", "connect to postgres://localhost/db in development"],
    ["REDIS", "use localhost for tests"],
    ["DB_HOST", "localhostess.example.com"],
    ["DB_HOST", "mylocalhost"],
    ["DATABASE_URL", "postgres://not-localhost.db/x"],
    ["DATABASE_URL", "postgres://localhost:5432@db.example.com/x"],
    ["DATABASE_URL", "postgres://u:127.0.0.1@db.example.com/localhost"],
    ["DATABASE_URL", "host=db.example.com user=localhost password=127.0.0.1"],
    ["DB_HOST", ""],
    ["DB_HOST", placeholder("DB_HOST:-localhost")],
    ["DB_HOST", "$(HOST)"],
    ["DB_HOST", "/cloudsql/p:r:i"],
    ["DB_SOCKET", "/var/run/localhost:5432"],
  ])("%s=%s", (name, text) => {
    const loopback = findEndpoints(text, carrying(name)).filter(
      ({ use, host }) => use === "connect" && readLoopback(host) !== undefined,
    );
    expect(loopback).toEqual([]);
  });

  it("says that a process listens where it does", () => {
    expect(findEndpoints("127.0.0.1:9090", carrying("METRICS_ADDR"))).toEqual([
      { host: "127.0.0.1", ports: [9090], form: "host-port", use: "listen" },
    ]);
  });
});

describe("findEndpoints on hostile texts", () => {
  it.each([
    ["a:", 100_000],
    ["://", 50_000],
    ["a://", 50_000],
    ["${", 50_000],
    ["{", 100_000],
    ['"', 100_000],
    ["'a;", 50_000],
    ["host=", 30_000],
    ["@", 100_000],
    ["(host=", 30_000],
    ["address=", 30_000],
    ["%", 100_000],
    [",", 100_000],
    [" ", 100_000],
    ["a,", 100_000],
    ["[", 100_000],
    ["\\", 100_000],
    ["jdbc:oracle:", 20_000],
    ["tcp(", 50_000],
  ])("ends on many %s, of which none is a host", (part, count) => {
    const text = part.repeat(count);
    for (const hostile of [text, `host='${text}`, `a=1;${text}`]) {
      const found = findEndpoints(hostile, carrying("DATABASE_URL"));
      expect(found.filter(({ host }) => readLoopback(host) !== undefined)).toEqual([]);
    }
  });
});
