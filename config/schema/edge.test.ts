import { describe, expect, it } from "vitest";
import { goodEdge, problemsAfter, type Raw } from "../stack-file.fixture";
import { edge, hostName, routePrefix } from "./edge";

describe("N10: a host name", () => {
  it.each([
    "example.com",
    "api-staging.netrasystems.ai",
    "1.example.com",
    "xn--bcher-kva.example",
    "example.xn--p1ai",
    `${"a".repeat(63)}.example.com`,
  ])("may be %s", (host) => {
    expect(hostName.safeParse(host).success).toBe(true);
  });

  it.each([
    "Example.com",
    "*.example.com",
    "https://example.com",
    "example.com:443",
    "example.com.",
    "example.com/ws",
    "localhost",
    "10.20.0.1",
    "bücher.example",
    "-a.example.com",
    "a-.example.com",
    "a..example.com",
    "",
    `${"a".repeat(64)}.example.com`,
    `${"a.".repeat(125)}example.com`,
  ])("may not be %s", (host) => {
    expect(hostName.safeParse(host).success).toBe(false);
  });
});

describe("N11: a path prefix of a route", () => {
  it.each(["/ws", "/auth/v1", "/a-b_c.d~e", "/@me"])("may be %s", (prefix) => {
    expect(routePrefix.safeParse(prefix).success).toBe(true);
  });

  it.each([
    "/",
    "ws",
    "/ws/",
    "/ws/*",
    "/*",
    "//",
    "/a?b",
    "/a#b",
    "/a b",
    "",
    `/${"a".repeat(1000)}`,
  ])("may not be %s", (prefix) => {
    expect(routePrefix.safeParse(prefix).success).toBe(false);
  });
});

describe("the edge of a stack file", () => {
  it("fills what is left out", () => {
    expect(
      edge.parse({
        certificate: { domain: "example.com" },
        hosts: { "a.example.com": { service: "backend" } },
        rateLimit: { requests: 10 },
      }),
    ).toEqual({
      certificate: { domain: "example.com" },
      hosts: { "a.example.com": { service: "backend", routes: {} } },
      rateLimit: {
        requests: 10,
        interval: { seconds: 60, days: 60 / 86_400, text: "60s" },
        enforceOnKey: "IP",
        preview: false,
      },
      accessLogs: { sampleRate: 1 },
      deletionProtection: true,
    });
  });

  it.each<[string, (edge: Raw) => void, string]>([
    [
      "an interval that Cloud Armor does not count in",
      ({ rateLimit }) => Object.assign(rateLimit, { interval: "90s" }),
      'edge.rateLimit.interval: "90s". a duration with its unit (s, m, h or d), of 10, 30, 60, 120,',
    ],
    [
      "a ban that is too short",
      ({ rateLimit }) => Object.assign(rateLimit, { banDuration: "30s" }),
      'edge.rateLimit.banDuration: "30s". a duration with its unit (s, m, h or d), of 60, 120,',
    ],
    [
      "an interval without a unit",
      ({ rateLimit }) => Object.assign(rateLimit, { interval: 60 }),
      'Write "60s" if seconds are meant.',
    ],
    [
      "a percentage for a rate",
      (file) => Object.assign(file, { accessLogs: { sampleRate: 50 } }),
      "edge.accessLogs.sampleRate: 50. a number from 0 to 1.",
    ],
    [
      "a host that is a URL",
      (file) => Object.assign(file.hosts, { "https://b.example.com": { service: "backend" } }),
      'edge.hosts["https://b.example.com"]: the name "https://b.example.com". a host name of up to 253',
    ],
    [
      "a route that ends in a star",
      (file) => Object.assign(file.hosts["app.example.com"].routes, { "/ws/*": "backend" }),
      'a path prefix that starts with "/" and does not end with it, such as "/ws"',
    ],
    [
      "a host without a service",
      (file) => Object.assign(file.hosts, { "b.example.com": {} }),
      'edge.hosts["b.example.com"].service: nothing.',
    ],
    [
      "a zone by its domain",
      ({ certificate }) => Object.assign(certificate, { dnsZone: "example.com." }),
      "the name of a managed zone",
    ],
  ])("is refused with %s", (_, spoil, message) => {
    const problems = problemsAfter((file) => {
      file["holdfast:edge"] = goodEdge();
      spoil(file["holdfast:edge"]);
    });
    expect(problems).toEqual([expect.stringContaining(message)]);
  });
});
