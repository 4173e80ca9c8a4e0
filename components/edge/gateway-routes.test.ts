import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gatewayRoutes, type RoutedService } from "./gateway-routes";

const services: Readonly<Record<string, RoutedService>> = {
  api: { namespace: "aia-backend", service: "api", port: 8000 },
  economic: { namespace: "aia-backend", service: "economic", port: 8002 },
  frontend: { namespace: "aia-frontend", service: "frontend", port: 3000 },
};
const serviceOf = (key: string): RoutedService => services[key] ?? expect.unreachable(key);
const path = (value: string) => ({ path: { type: "PathPrefix", value } });

describe("A18: the routes of a gateway", () => {
  it("stand beside the services that they lead to, one for each namespace of a host", () => {
    const routes = gatewayRoutes(
      {
        "013a.tech": {
          service: "frontend",
          routes: { "/api": "api", "/tasks": "api", "/economic": "economic" },
        },
      },
      serviceOf,
    );
    expect(routes).toEqual([
      {
        host: "013a.tech",
        namespace: "aia-frontend",
        rules: [{ matches: [path("/")], backendRefs: [{ name: "frontend", port: 3000 }] }],
      },
      {
        host: "013a.tech",
        namespace: "aia-backend",
        rules: [
          { matches: [path("/api"), path("/tasks")], backendRefs: [{ name: "api", port: 8000 }] },
          { matches: [path("/economic")], backendRefs: [{ name: "economic", port: 8002 }] },
        ],
      },
    ]);
  });

  it("keep a path below the service of the host that leads to the same service", () => {
    const routes = gatewayRoutes(
      { "013a.tech": { service: "api", routes: { "/ws": "api" } } },
      serviceOf,
    );
    expect(routes.map(({ rules }) => rules)).toEqual([
      [{ matches: [path("/"), path("/ws")], backendRefs: [{ name: "api", port: 8000 }] }],
    ]);
  });

  it("say once of every path of every host which service answers it, and of no other", () => {
    const key = fc.constantFrom(...Object.keys(services));
    const prefix = fc.constantFrom("/a", "/b", "/a/b", "/c");
    const target = fc.record({ service: key, routes: fc.dictionary(prefix, key) });
    const hosts = fc.dictionary(fc.constantFrom("013a.tech", "www.013a.tech"), target);
    fc.assert(
      fc.property(hosts, (written) => {
        const led = gatewayRoutes(written, serviceOf).flatMap(({ host, namespace, rules }) =>
          rules.flatMap(({ matches, backendRefs }) =>
            matches.map(({ path: { value } }) => ({ host, value, namespace, to: backendRefs })),
          ),
        );
        const wanted = Object.entries(written).flatMap(([host, { service, routes }]) =>
          [["/", service] as const, ...Object.entries(routes)].map(([value, to]) => ({
            host,
            value,
            namespace: serviceOf(to).namespace,
            to: [{ name: serviceOf(to).service, port: serviceOf(to).port }],
          })),
        );
        const sorted = (list: typeof led) => list.map((entry) => JSON.stringify(entry)).sort();
        expect(sorted(led)).toEqual(sorted(wanted));
      }),
    );
  });
});
