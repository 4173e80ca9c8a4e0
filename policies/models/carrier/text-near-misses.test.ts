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

/** A placeholder as Spring and shells write it. */
const placeholder = (content: string) => `$\{${content}}`;

describe("findInText finds no loopback", () => {
  it.each([
    [
      "a comment of a .env file",
      ".env",
      lines("# DATABASE_URL=postgres://localhost/db", "A=b # use localhost:5432 in dev"),
    ],
    [
      "a comment of YAML",
      "app.yaml",
      lines("# db: postgres://localhost", "a: b # postgres://localhost"),
    ],
    [
      "a comment of properties",
      "a.properties",
      lines("! url=http://localhost", "# url=http://localhost"),
    ],
    [
      "a comment of a block",
      "a.conf",
      lines("a = 1", "/* url = http://localhost", "   b = localhost:1 */", "c = 2"),
    ],
    [
      "prose",
      "README.md",
      lines("Connect to http://localhost:3000 for development.", "Note: use localhost:5432 there."),
    ],
    ["a message", "message", lines("Hello,", "see http://localhost:3000", "Bye")],
    ["a hosts file", "hosts", lines("127.0.0.1 localhost", "::1 localhost ip6-localhost")],
    [
      "access rules",
      "pg_hba.conf",
      lines("host all all 127.0.0.1/32 trust", "host all all ::1/128 md5"),
    ],
    [
      "a server's address",
      "postgresql.conf",
      lines("listen_addresses = 'localhost'", "port = 5432"),
    ],
    ["a server's binding", "redis.conf", lines("bind 127.0.0.1 ::1", "port 6379")],
    ["a server's section", "app.yaml", lines("server:", "  host: 0.0.0.0", "  port: 8080")],
    [
      "a receiver",
      "otel.yaml",
      lines(
        "receivers:",
        "  otlp:",
        "    protocols:",
        "      grpc:",
        "        endpoint: localhost:4317",
        "extensions:",
        "  health_check:",
        "    endpoint: 0.0.0.0:13133",
      ),
    ],
    [
      "a collector that is scraped",
      "otel.yaml",
      lines(
        "exporters:",
        "  prometheus/own:",
        "    endpoint: 0.0.0.0:8889",
        "extensions:",
        "  zpages:",
        "    endpoint: localhost:55679",
        "  health_check:",
        "    endpoint: localhost:13133",
      ),
    ],
    ["a server's own address", "loki.yaml", lines("common:", "  instance_addr: 127.0.0.1")],
    ["a server's client address", "consul.hcl", 'client_addr = "0.0.0.0"'],
    [
      "a supervisor",
      "supervisord.conf",
      lines(
        "[inet_http_server]",
        "port = 127.0.0.1:9001",
        "[supervisorctl]",
        "serverurl = http://localhost:9001",
      ),
    ],
    [
      "a pool of PHP",
      "www.conf",
      lines("[www]", "listen = 127.0.0.1:9000", "listen.allowed_clients = 127.0.0.1"),
    ],
    [
      "a realm",
      "realm.json",
      JSON.stringify({
        clients: [
          { redirectUris: ["http://localhost:3000/*"], webOrigins: ["http://localhost:3000"] },
        ],
      }),
    ],
    [
      "a listener",
      "envoy.yaml",
      lines(
        "admin:",
        "  address:",
        "    socket_address: {address: 127.0.0.1, port_value: 9901}",
        "static_resources:",
        "  listeners:",
        "  - address:",
        "      socket_address: {address: 127.0.0.1, port_value: 10000}",
      ),
    ],
    [
      "alternative names",
      "openssl.cnf",
      lines("[alt_names]", "DNS.1 = localhost", "IP.1 = 127.0.0.1"),
    ],
    ["allowed origins", "ALLOWED_ORIGINS", '["http://localhost:3000"]'],
    ["allowed hosts", "cors.yaml", lines("allowed_hosts:", "- localhost", "- 127.0.0.1")],
    ["an unused fallback", "app.yaml", lines("db:", `  host: ${placeholder("DB_HOST:localhost")}`)],
    ["another base64", "TOKEN", base64("some words about localhost here")],
    ["a bracketed address of another host", "DB_HOST", "[2001:db8::1]:5432"],
    ["binary garbage", "blob", "\ufffd\ufffd localhost \ufffd"],
    ["nothing", "EMPTY", "  \n "],
    [
      "a certificate",
      "tls.crt",
      lines("-----BEGIN CERTIFICATE-----", "MIIBlocalhost", "-----END CERTIFICATE-----"),
    ],
  ])("in %s", (_what, key, text) => {
    expect(loopback(key, text)).toEqual([]);
  });

  it.each([
    ["a.json", "[", 200_000],
    ["a.json", '{"a":', 100_000],
    ["a.yaml", "[", 100_000],
    ["a.yaml", "- ", 100_000],
    ["a.yaml", "a: &a [*a,*a]\n", 5_000],
    ["a.ini", "[a]\n", 100_000],
    ["a.ini", "a=[\n", 20_000],
    ["a.ini", "a=\\\n", 50_000],
    ["a.ini", "\n/*", 50_000],
    ["a.ini", '"', 200_000],
    ["a.xml", "<a ", 50_000],
    ["a.xml", "<!--", 50_000],
    ["a.xml", '<a b="', 50_000],
    ["A", "A", 200_000],
    ["A", "QUFB", 100_000],
    ["A", "a=", 100_000],
  ])("ends on %s with many %j, of which none is a host", (key, part, count) => {
    expect(loopback(key, part.repeat(count))).toEqual([]);
  });
});
