import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answeringService, hostsLeadingTo } from "../routes";
import { goodEdge, judge, problemsAfter, type Raw } from "../stack-file.fixture";
import { serviceRoutes } from "./service-routes";
import { accepts, refuses } from "./table.fixture";

/** A change to a file with an edge of two hosts, on which `/auth` is of another service than the rest. */
const routes =
  (service: string, written: unknown[], more: (file: Raw) => void = () => undefined) =>
  (file: Raw) => {
    file["holdfast:edge"] = goodEdge();
    file["holdfast:services"][service].routes = written;
    more(file);
  };

const goldenPath = (file: Raw) => {
  file["holdfast:verify"] = {
    goldenPath: {
      host: "app.example.com",
      login: { path: "/auth/login", user: "a", passwordSecret: "signing-key" },
      message: "a",
      answer: { contains: "b" },
    },
  };
};

describe("P10: the routes of services", () => {
  refuses(serviceRoutes, [
    {
      name: "a path that leads to another service, naming where it belongs",
      change: routes("backend", ["/auth/login"]),
      at: ["services.backend.routes[0]"],
      says: '"/auth/login", which "app.example.com" leads to "auth", not to "backend" paths that lead to "backend": "app.example.com/", "api.example.com/" or "api.example.com/ws" Write it under services.auth.routes',
    },
    {
      name: "a path that is misspelt, naming the nearest",
      change: routes("auth", ["/auht/login?next=a"]),
      at: ["services.auth.routes[0]"],
      says: 'Write "/auth/login?next=a".',
    },
    {
      name: "a route of a service to which no host leads",
      change: (file) => {
        file["holdfast:services"].auth.routes = ["/login"];
      },
      at: ["services.auth.routes[0]"],
      says: '"/login" of "auth", to which no host of edge.hosts leads',
    },
    {
      name: "a host that is misspelt, naming the nearest",
      change: routes("auth", [{ path: "/auth/login", host: "ap.example.com" }]),
      at: ["services.auth.routes[0].host"],
      says: 'Write "app.example.com".',
    },
    {
      name: "a host on which the path leads to another service",
      change: routes("backend", [{ path: "/auth", host: "api.example.com" }]),
      at: ["services.backend.routes[0]"],
      says: '"api.example.com" leads to "auth"',
    },
    {
      name: "the same route twice",
      change: routes("auth", ["/auth/login", { path: "/auth/login", status: 401 }, "/auth/login"]),
      at: ["services.auth.routes[2]"],
      says: "Remove one of them.",
    },
    {
      name: "a login without a golden path",
      change: routes("auth", [{ path: "/auth/me", authenticated: true }]),
      at: ["services.auth.routes[0].authenticated"],
      says: "expect status 401 without a login",
    },
    ...["GET", "HEAD", "OPTIONS"].map((method) => ({
      name: `a body with ${method}, which carries none`,
      change: routes("auth", [{ path: "/auth/login", method, json: {} }]),
      at: ["services.auth.routes[0].method"],
      says: "set the method that takes it",
    })),
    ...[{ contains: "a" }, { body: { "$.status": "up" } }].map((expected) => ({
      name: `${Object.keys(expected)} to be read in the answer to HEAD`,
      change: routes("auth", [{ path: "/auth/login", method: "HEAD", ...expected }]),
      at: ["services.auth.routes[0].method"],
      says: 'Set method to "GET".',
    })),
    {
      name: "headers with credentials, and those of the connection, however they are written",
      change: routes("auth", [{ path: "/auth/me", headers: { Authorization: "a", HOST: "b" } }]),
      at: ["services.auth.routes[0].headers.Authorization", "services.auth.routes[0].headers.HOST"],
      says: "Set authenticated: true",
    },
  ]);
  accepts(serviceRoutes, [
    { name: "a path below a prefix", change: routes("auth", ["/auth/login", "/auth"]) },
    { name: "a path below no prefix", change: routes("backend", ["/", "/authors", "/a?b=/auth"]) },
    { name: "the longest prefix on one of several hosts", change: routes("backend", ["/ws/a"]) },
    {
      name: "a login with a golden path",
      change: routes("auth", [{ path: "/auth/me", authenticated: true }], goldenPath),
    },
    {
      name: "a body, another method, several statuses and headers",
      change: routes("auth", [
        { path: "/auth/login", json: { a: [null, { b: 1 }] }, status: [400, 422] },
        { path: "/auth/login", method: "DELETE", status: "4xx" },
        { path: "/auth/login", headers: { "Accept-Language": "de" } },
      ]),
    },
    {
      name: "a host that is not the first",
      change: routes("auth", [{ path: "/auth/login", host: "api.example.com" }]),
    },
  ]);

  it("says nothing of them where the hosts themselves cannot be read", () => {
    const problems = problemsAfter(
      routes("auth", ["/login"], (file) => {
        file["holdfast:edge"].hosts = [];
      }),
    );
    expect(problems.map((text) => text.slice(0, 11))).toEqual(["edge.hosts:"]);
  });

  it("shows no value of a header", () => {
    const change = routes("auth", [{ path: "/auth/me", headers: { Cookie: "hunter2" } }]);
    expect(JSON.stringify(judge(serviceRoutes, change))).not.toContain("hunter2");
  });

  it.each<[unknown, string]>([
    ["auth/login", 'path such as "/auth/login"'],
    ["/auth/login#a", 'path such as "/auth/login"'],
    [{ path: "/auth#a" }, 'no "#"'],
    [{ path: "/auth", status: 99 }, "a status from 100 to 599"],
    [{ path: "/auth", status: "200" }, "a status from 100 to 599"],
    [{ path: "/auth", status: "6xx" }, "a status from 100 to 599"],
    [{ path: "/auth", status: [] }, "a status from 100 to 599"],
    [{ path: "/auth", methd: "POST" }, 'Write "method" instead.'],
    [{ path: "/auth", as: "user" }, "Set authenticated: true"],
    [{ path: "/auth", expectedStatus: 200 }, "Set status."],
    [{ method: "GET" }, "routes[0].path: nothing"],
    [{ path: "/auth", headers: { "a b": "c" } }, "Rename it."],
    [200, 'path such as "/auth/login"'],
    [null, 'path such as "/auth/login"'],
    [[], 'path such as "/auth/login"'],
  ])("refuses %j", (written, says) => {
    const problems = problemsAfter(routes("auth", [written]));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^services\.auth\.routes\[0\]/);
    expect(problems[0]).toContain(says);
  });
});

describe("the way of a path", () => {
  const segment = fc.constantFrom("a", "b", "ab", "a.b");
  const prefix = fc
    .array(segment, { minLength: 1, maxLength: 3 })
    .map((parts) => `/${parts.join("/")}`);
  const target = fc.record({
    service: fc.constant("own"),
    routes: fc.dictionary(prefix, fc.constantFrom("one", "other")),
  });
  const path = fc
    .tuple(prefix, fc.constantFrom("", "/", "?q=/a", "/x"))
    .map(([start, end]) => start + end);

  it("is that of the longest prefix that ends where a segment ends", () => {
    fc.assert(
      fc.property(target, path, ({ service, routes: all }, asked) => {
        const [pathname = ""] = asked.split("?");
        const [longest] = Object.keys(all)
          .filter((one) => pathname === one || pathname.startsWith(`${one}/`))
          .sort((one, other) => other.length - one.length);
        expect(answeringService({ service, routes: all }, asked)).toBe(
          longest === undefined ? service : all[longest],
        );
      }),
    );
  });

  it("goes over exactly the hosts on which its service answers", () => {
    fc.assert(
      fc.property(fc.array(target, { maxLength: 4 }), path, (targets, asked) => {
        const hosts = Object.fromEntries(
          targets.map((one, index) => [`${index}.example.com`, one]),
        );
        for (const service of ["own", "one", "other"]) {
          expect(hostsLeadingTo({ hosts })(service, asked)).toEqual(
            Object.keys(hosts).filter(
              (host) => hosts[host] && answeringService(hosts[host], asked) === service,
            ),
          );
        }
      }),
    );
  });
});
