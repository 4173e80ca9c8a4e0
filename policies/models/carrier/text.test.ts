import { describe, expect, it } from "vitest";
import { readLoopback } from "../endpoint/loopback";
import { findInText } from "./text";

/** `place host:port` of each loopback endpoint that is connected to. */
function loopback(key: string, text: string): readonly string[] {
  return findInText(text, key)
    .filter(({ endpoint }) => endpoint.use === "connect" && readLoopback(endpoint.host))
    .map(({ at = "", endpoint }) => `${at} ${endpoint.host}:${endpoint.ports.join("|")}`.trim());
}

const lines = (...parts: readonly string[]) => parts.join("\n");
const base64 = (text: string) => Buffer.from(text).toString("base64");

const DSN = "postgresql://aia:supersecret@localhost:5432/aia_production";

describe("findInText finds loopback", () => {
  it.each([
    ["a value", "DATABASE_URL", DSN, ["localhost:5432"]],
    [
      "a .env file",
      ".env",
      lines(
        "# comment",
        "LOG=debug",
        "",
        `export DATABASE_URL="${DSN}" # prod`,
        "DB_HOST='127.0.0.1'",
        "DB_PORT=5433",
      ),
      ["DATABASE_URL localhost:5432", "DB_HOST 127.0.0.1:5433"],
    ],
    ["a .env file of one line", "app.env", `DATABASE_URL=${DSN}`, ["DATABASE_URL localhost:5432"]],
    ["an assignment under any name", "payload", "DB_HOST=localhost", ["DB_HOST localhost:"]],
    [
      "YAML",
      "app.yaml",
      lines("db:", `  url: ${DSN}`, "  pool: 10", "redis:", "  host: localhost", "  port: 6380"),
      ["db.url localhost:5432", "redis.host localhost:6380"],
    ],
    ["YAML under any name", "config", lines("db:", `  url: ${DSN}`), ["db.url localhost:5432"]],
    [
      "YAML with several documents, anchors and lists",
      "app.yml",
      lines(
        "a: &h localhost",
        "---",
        "x: &h 127.0.0.1",
        "redis:",
        "  host: *h",
        "brokers: [a.b:1, localhost:9092]",
      ),
      ["redis.host 127.0.0.1:6379", "brokers[1] localhost:9092"],
    ],
    [
      "YAML numbers",
      "app.yaml",
      lines("pg:", "  host: 0x7f000001", "  id: 2130706433"),
      ["pg.host 0x7f000001:5432"],
    ],
    [
      "a list of names and values",
      "app.yaml",
      lines("env:", "- name: DB_HOST", "  value: localhost", "- name: MODE", "  value: localhost"),
      ["env[0].value localhost:"],
    ],
    [
      "JSON",
      "config.json",
      JSON.stringify({ db: { hosts: ["a", "localhost"] } }),
      ["db.hosts[1] localhost:"],
    ],
    [
      "JSON in a variable",
      "REDIS_CONFIG",
      '{"host":"localhost","port":6380}',
      ["host localhost:6380"],
    ],
    ["YAML in a variable", "DB_CONFIG", "{host: localhost, port: 5433}", ["host localhost:5433"]],
    [
      "credentials in JSON",
      "credentials.json",
      JSON.stringify({ host: "localhost", username: "aia", password: "supersecret" }),
      ["host localhost:"],
    ],
    [
      "INI",
      "app.ini",
      lines(
        "; comment",
        "[database]",
        "host = localhost ; here",
        "port = 5433",
        "[client]",
        "host: 127.0.0.1",
      ),
      ["database.host localhost:5433", "client.host 127.0.0.1:"],
    ],
    [
      "properties",
      "application.properties",
      lines(
        "! comment",
        "server.address=127.0.0.1",
        "spring.datasource.url=jdbc:postgresql://localhost:5432/db",
        "spring.redis.host: \\",
        "  localhost",
      ),
      ["spring.datasource.url localhost:5432", "spring.redis.host localhost:6379"],
    ],
    [
      "TOML",
      "config.toml",
      lines(
        "[database]",
        `url = "${DSN}"`,
        "[kafka]",
        "brokers = [",
        '  "a.b:9092",',
        '  "localhost:9092",',
        "]",
        'cache = { redis_host = "localhost", port = 6379 }',
      ),
      [
        "database.url localhost:5432",
        "kafka.brokers at [1] localhost:9092",
        "kafka.cache.redis_host localhost:6379",
      ],
    ],
    [
      "settings in Python",
      "settings.py",
      lines(
        "DATABASES = {",
        "  'default': {",
        "    'ENGINE': 'x',  # comment",
        "    'HOST': 'localhost',",
        "    'PORT': '5433',",
        "  }",
        "}",
      ),
      ["DATABASES at default.HOST localhost:5433"],
    ],
    [
      "nginx",
      "nginx.conf",
      lines(
        "upstream app {",
        "  server 127.0.0.1:9000 weight=5;",
        "}",
        "server {",
        "  listen 127.0.0.1:80;",
        "  server_name localhost;",
        "  location / { proxy_pass http://127.0.0.1:3000; }",
        "  allow 127.0.0.1;",
        "}",
      ),
      ["line 2 127.0.0.1:9000", "line 7 127.0.0.1:3000"],
    ],
    [
      "PgBouncer",
      "pgbouncer.ini",
      lines(
        "[databases]",
        "* = host=127.0.0.1 port=5433",
        "[pgbouncer]",
        "listen_addr = 127.0.0.1",
      ),
      ["line 2 127.0.0.1:5433"],
    ],
    [
      "a forwarder of logs",
      "fluent-bit.conf",
      lines("[INPUT]", "    Listen 127.0.0.1", "[OUTPUT]", "    Host 127.0.0.1", "    Port 24224"),
      ["line 4 127.0.0.1:24224"],
    ],
    [
      "what a collector reads and sends",
      "otel.yaml",
      lines(
        "receivers:",
        "  redis:",
        "    endpoint: localhost:6379",
        "exporters:",
        "  otlp:",
        "    endpoint: localhost:4317",
      ),
      ["receivers.redis.endpoint localhost:6379", "exporters.otlp.endpoint localhost:4317"],
    ],
    [
      "XML",
      "context.xml",
      '<Context><!-- <a url="http://localhost"/> --><Resource url="jdbc:mysql://localhost/db?a=1&amp;b=2"/><redis.host>localhost</redis.host><add name="DbHost" value="localhost"/></Context>',
      ["url localhost:3306", "redis.host localhost:6379", "DbHost localhost:"],
    ],
    [
      "a script",
      "start.sh",
      lines("#!/bin/sh", "# psql -h localhost", `exec app --dsn ${DSN}`),
      ["localhost:5432"],
    ],
    [
      "a script without a name",
      "start",
      lines("#!/usr/bin/env bash", "psql -h localhost"),
      ["localhost:5432"],
    ],
    ["options", "JAVA_OPTS", "-Xmx1g -Ddb.url=jdbc:mysql://localhost/db", ["localhost:3306"]],
    ["a flag", "EXTRA", "--db-host=localhost", ["localhost:"]],
    [
      "a JSON text in a .env file",
      ".env",
      `CONFIG='{"db":{"host":"localhost"}}'`,
      ["CONFIG at db.host localhost:"],
    ],
    ["base64 of a URL", "CONFIG", base64(DSN), ["localhost:5432"]],
    [
      "base64 of a file",
      "CONFIG",
      base64(lines("A=1", "DB_HOST=localhost")),
      ["DB_HOST localhost:"],
    ],
    [
      "lines of URLs",
      "ES_NODES",
      "http://a.b:9200\nhttp://localhost:9200",
      ["line 2 localhost:9200"],
    ],
    ["a line that is a URL", "url.txt", `# comment\n${DSN}`, ["line 2 localhost:5432"]],
    [
      "names of Oracle",
      "tnsnames.ora",
      lines(
        "XE =",
        " (DESCRIPTION =",
        "  (ADDRESS = (PROTOCOL = TCP)(HOST = localhost)(PORT = 1521))",
        " )",
      ),
      ["line 3 localhost:1521"],
    ],
    ["a file with a byte order mark", "app.json", `\ufeff{"db":"${DSN}"}`, ["db localhost:5432"]],
    ["escapes of properties", "a.properties", "db.host=\\u006cocalhost", ["db.host localhost:"]],
    ["escapes of XML", "a.xml", '<a url="http://&#108;ocalhos&#x74;"/>', ["url localhost:80"]],
    [
      "an ODBC file",
      "odbc.ini",
      lines("[PostgreSQL]", "Servername = localhost"),
      ["PostgreSQL.Servername localhost:5432"],
    ],
  ])("in %s", (_what, key, text, found) => {
    expect(loopback(key, text)).toEqual(found);
  });

  it("shows no key that is not spelt as one", () => {
    const text = JSON.stringify({ db: { "aia:supersecret@x": { host: "localhost" } } });
    expect(loopback("a.json", text)).toEqual(["db.(hidden).host localhost:"]);
  });

  it("ends with files nested too deep", () => {
    let text = DSN;
    for (let depth = 0; depth < 10; depth++) {
      text = JSON.stringify({ a: text });
    }
    expect(loopback("a.json", text)).toEqual([]);
  });
});
