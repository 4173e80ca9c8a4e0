import { describe, expect, it } from "vitest";
import { type ProbedService, probesOf } from "./probe-proxy";

/** A service whose probes all send `headers`. */
function service(headers: ProbedService["health"]["headers"], readiness = true): ProbedService {
  const probe = { path: "/health", headers };
  return {
    port: 8000,
    startup: { ...probe, path: "/started" },
    health: probe,
    ...(readiness && { readiness: probe }),
  } as ProbedService;
}

const key = { "X-API-Key": { secret: "health-key" } };

describe("P4: the probes of a service", () => {
  it("go to the application itself without a header and with a text in one", () => {
    expect(probesOf(service({}))).toEqual({
      requests: {
        startup: { path: "/started", headers: {} },
        readiness: { path: "/health", headers: {} },
        liveness: { path: "/health", headers: {} },
      },
    });
    const accept = { Accept: "application/json" };
    expect(probesOf(service(accept, false))).toEqual({
      requests: {
        startup: { path: "/started", headers: accept },
        readiness: undefined,
        liveness: { path: "/health", headers: accept },
      },
    });
  });

  it("go through the proxy with a secret, and carry none", () => {
    const { requests, proxy } = probesOf(service({ ...key, Accept: "text/plain" }));
    const port = 9902;
    expect(requests).toEqual({
      startup: { path: "/startup", port, headers: {} },
      readiness: { path: "/readiness", port, headers: {} },
      liveness: { path: "/liveness", port, headers: {} },
    });
    expect(proxy?.port).toBe(port);
    expect(proxy?.sources).toMatchObject({
      STARTUP_HEADER_0: { kind: "secret", secret: "health-key" },
      STARTUP_HEADER_1: { kind: "text", text: "text/plain" },
      LIVENESS_HEADER_0: { kind: "secret", secret: "health-key" },
    });
  });

  it("ask for readiness through the proxy with any header, since a load balancer asks there without one", () => {
    const { requests } = probesOf(service({ Accept: "application/json" }));
    expect(requests.readiness).toEqual({ path: "/readiness", port: 9902, headers: {} });
    expect(requests.liveness.port).toBeUndefined();
  });

  it("find the proxy beside the port of the application", () => {
    expect(probesOf({ ...service(key), port: 9902 }).proxy?.port).toBe(9903);
  });
});
