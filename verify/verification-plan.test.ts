import { describe, expect, it } from "vitest";
import { API_HOST, HOST, planAfter } from "./testing/stack";

describe("the plan of what is checked", () => {
  it("N19: asks the health path of every host, by the service that answers there", () => {
    const { hosts } = planAfter((file) => {
      file["holdfast:services"].auth.health = { path: "/auth/health", body: { equals: "ok" } };
      file["holdfast:edge"].hosts[API_HOST] = { service: "auth" };
    });
    expect(hosts).toEqual([
      {
        host: HOST,
        service: "backend",
        path: "/health",
        body: [
          { jsonPath: "$.status", equals: "healthy" },
          { jsonPath: "$.redis_connected", equals: true },
        ],
        availabilityRequests: 10,
      },
      {
        host: API_HOST,
        service: "auth",
        path: "/auth/health",
        body: [{ jsonPath: "$.status", equals: "ok" }],
        availabilityRequests: 10,
      },
    ]);
  });

  it("N11: names the service of the longest prefix for advice", () => {
    const plan = planAfter((file) => {
      file["holdfast:edge"].hosts[HOST].routes = { "/ws": "backend", "/ws/health": "auth" };
    });
    expect(plan.websocket?.service).toBe("auth");
    expect(plan.goldenPath).toMatchObject({ service: "backend", loginService: "backend" });
  });

  it("N11: takes a prefix for whole segments of a path only", () => {
    const plan = planAfter((file) => {
      file["holdfast:edge"].hosts[HOST].routes = { "/w": "auth" };
    });
    expect(plan.websocket?.service).toBe("backend");
  });

  it("N22: has the limits of a recovered system", () => {
    expect(planAfter().limits).toEqual({
      healthAnswerSeconds: 5,
      routeAnswerSeconds: 10,
      availability: 0.99,
      websocketSuccess: 1,
      certificateValidDays: 7,
      certificateWarningDays: 20,
      connectorUtilization: 0.7,
      poolUtilization: 0.8,
      databaseConnectSeconds: 5,
      databasePhaseSeconds: 20,
      goldenPathSeconds: 30,
    });
  });

  it("N19: runs health every 15 minutes, the connector every 2 hours, the database every 4", () => {
    expect(planAfter().schedules).toEqual({
      cron: { health: "*/15 * * * *", connector: "2 */2 * * *", database: "4 */4 * * *" },
      syntheticSeconds: 900,
      syntheticGroups: ["health", "golden-path"],
    });
  });

  it("N7: takes the phase that opens the measured database, by its name", () => {
    const { infrastructure } = planAfter((file) => {
      file["holdfast:services"].backend.startup.phases = [
        { name: "init", within: "5s" },
        { name: "database", within: "60s", opens: "main-db" },
      ];
    });
    expect(infrastructure).toMatchObject({
      phases: ["init", "database"],
      databasePhase: 2,
      database: "main-db",
    });
  });

  it("N23: measures no connector where services go into the network directly", () => {
    const { infrastructure, schedules } = planAfter((file) => {
      delete file["holdfast:network"].connector;
      file["holdfast:network"].directEgress = { range: "10.20.32.0/24" };
    });
    expect(Object.keys(infrastructure?.fields ?? {}).sort()).toEqual([
      "connectSeconds",
      "phaseSeconds",
      "poolUtilization",
    ]);
    expect(Object.keys(schedules.cron)).toEqual(["health", "database"]);
  });

  it("N23: measures no database where the stack has none", () => {
    const { infrastructure, schedules } = planAfter((file) => {
      delete file["holdfast:postgres"];
      delete file["holdfast:services"].backend.uses["main-db"];
      delete file["holdfast:services"].backend.requires;
    });
    expect(Object.keys(infrastructure?.fields ?? {})).toEqual(["connectorUtilization"]);
    expect(Object.keys(schedules.cron)).toEqual(["health", "connector"]);
  });

  it("checks only health where nothing else is said", () => {
    const plan = planAfter((file) => {
      delete file["holdfast:verify"];
    });
    expect(plan).toMatchObject({
      websocket: undefined,
      infrastructure: undefined,
      goldenPath: undefined,
      secrets: {},
      schedules: { cron: { health: "*/15 * * * *" }, syntheticGroups: ["health"] },
    });
    expect(Object.keys(plan.schedules.cron)).toEqual(["health"]);
  });

  it("has nothing to check without an edge", () => {
    const plan = planAfter((file) => {
      delete file["holdfast:edge"];
      delete file["holdfast:verify"];
    });
    expect(plan.hosts).toEqual([]);
    expect(plan.schedules.cron).toEqual({});
  });

  it("is data that JSON keeps, with the name of a secret and no secret", () => {
    const plan = planAfter((file) => {
      file["holdfast:secrets"]["verification-password"] = { value: "hunter2-hunter2" };
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(planAfter())));
    expect(plan.secrets).toEqual({ HOLDFAST_VERIFY_PASSWORD: "verification-password" });
    expect(JSON.stringify(plan)).not.toContain("hunter2");
  });
});
