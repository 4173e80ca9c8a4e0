import { describe, expect, it } from "vitest";
import type { GkeServiceConfiguration } from "../../config";
import { ofSeconds } from "../../config/schema/duration";
import { gatewayServices } from "./gateway-services";

const service = (period: number, timeout: number, failureThreshold: number) =>
  ({
    namespace: "aia-backend",
    port: 8000,
    startup: { path: "/health", headers: {} },
    health: { path: "/health", headers: {} },
    readiness: {
      path: "/ready",
      headers: {},
      period: ofSeconds(period),
      timeout: ofSeconds(timeout),
      failureThreshold,
    },
    requestTimeout: ofSeconds(300),
    sessionAffinity: false,
  }) as GkeServiceConfiguration;

describe("gatewayServices", () => {
  it("asks for what the readiness probe asks for, often enough and within what a health check takes", () => {
    expect(gatewayServices(service(30, 15, 100), "api")).toEqual({
      namespace: "aia-backend",
      service: "api",
      port: 8000,
      healthPath: "/ready",
      healthPeriodSec: 10,
      healthTimeoutSec: 10,
      healthFailureThreshold: 10,
      requestTimeoutSec: 300,
      sessionAffinity: false,
    });
    expect(gatewayServices(service(5, 2, 3), "api")).toMatchObject({
      healthPeriodSec: 5,
      healthTimeoutSec: 2,
      healthFailureThreshold: 3,
    });
  });

  it("P4: asks the proxy where the readiness probe does, since a health check sends no header", () => {
    const given = service(5, 2, 3);
    const readiness = { ...given.readiness, headers: { "X-API-Key": { secret: "health-key" } } };
    expect(gatewayServices({ ...given, readiness }, "api")).toMatchObject({
      port: 8000,
      healthPath: "/readiness",
      healthPort: 9902,
    });
  });
});
