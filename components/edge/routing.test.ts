import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outcomeOf, type PlannedUrlMap } from "../testing/url-map";
import { type HostRoutes, routedServiceKeys, routing } from "./routing";

const hosts: Readonly<Record<string, HostRoutes>> = {
  "staging.netrasystems.ai": { service: "backend", routes: { "/auth": "auth" } },
  "api-staging.netrasystems.ai": {
    service: "backend",
    routes: { "/ws": "socket", "/auth": "auth", "/auth/admin": "admin" },
  },
};
const mapOf = (from: Readonly<Record<string, HostRoutes>>) =>
  routing(from, (service) => `backend of ${service}`) as PlannedUrlMap & {
    readonly tests: readonly { host: string; path: string; service: string }[];
  };

describe("N11: the routing of a URL map", () => {
  it.each([
    ["staging.netrasystems.ai", "/", "backend"],
    ["staging.netrasystems.ai", "/health", "backend"],
    ["staging.netrasystems.ai", "/ws", "backend"],
    ["staging.netrasystems.ai", "/auth", "auth"],
    ["api-staging.netrasystems.ai", "/ws", "socket"],
    ["api-staging.netrasystems.ai", "/ws/", "socket"],
    ["api-staging.netrasystems.ai", "/ws/health", "socket"],
    ["api-staging.netrasystems.ai", "/wsx", "backend"],
    ["api-staging.netrasystems.ai", "/auth/login", "auth"],
    ["api-staging.netrasystems.ai", "/auth/admin", "admin"],
    ["api-staging.netrasystems.ai", "/auth/admin/users", "admin"],
    ["api-staging.netrasystems.ai", "/authority", "backend"],
    ["api-staging.netrasystems.ai", "/v1/auth", "backend"],
  ])("leads %s%s to %s", (host, path, service) => {
    expect(outcomeOf(mapOf(hosts), host, path)).toEqual({ service: `backend of ${service}` });
  });

  it("has a test for each host and each prefix, with the path and what is below it", () => {
    const { tests } = mapOf(hosts);
    expect(tests.map(({ host, path }) => `${host}${path}`)).toEqual([
      "staging.netrasystems.ai/",
      "staging.netrasystems.ai/auth",
      "staging.netrasystems.ai/auth/below",
      "api-staging.netrasystems.ai/",
      "api-staging.netrasystems.ai/ws",
      "api-staging.netrasystems.ai/ws/below",
      "api-staging.netrasystems.ai/auth",
      "api-staging.netrasystems.ai/auth/below",
      "api-staging.netrasystems.ai/auth/admin",
      "api-staging.netrasystems.ai/auth/admin/below",
    ]);
  });

  it("has no more tests than the API takes", () => {
    const routes = Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`/p${i}`, "auth"]));
    expect(mapOf({ "a.example": { service: "backend", routes } }).tests).toHaveLength(100);
  });

  it("expects in its tests what it does, however prefixes lie in each other", () => {
    const segment = fc.constantFrom("a", "b", "below");
    const prefix = fc
      .array(segment, { minLength: 1, maxLength: 3 })
      .map((segments) => `/${segments.join("/")}`);
    const service = fc.constantFrom("one", "two", "three");
    const target = fc.record({ service, routes: fc.dictionary(prefix, service, { maxKeys: 6 }) });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a.example", "b.example"), target), (from) => {
        const map = mapOf(from);
        for (const { host, path, service: expected } of map.tests) {
          expect(outcomeOf(map, host, path)).toEqual({ service: expected });
        }
      }),
    );
  });

  it("gives each host its own path matcher", () => {
    const { pathMatchers = [] } = mapOf({
      "a.b.example": { service: "x" },
      "a-b.example": { service: "x" },
      "a--b.example": { service: "x" },
    });
    expect(pathMatchers.map(({ name }) => name)).toEqual([
      "host-a-b-example",
      "host-a--b-example",
      "host-a----b-example",
    ]);
  });
});

it("counts every service to which a host leads once", () => {
  expect(routedServiceKeys(hosts)).toEqual(["backend", "auth", "socket", "admin"]);
});
