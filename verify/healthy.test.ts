import { describe, expect, it } from "vitest";
import { checksWith, runAgainst } from "./testing/run";

describe("a healthy system", () => {
  it("N22: is green in every check of every group", async () => {
    const { report } = await runAgainst();
    expect(report.checks.map(({ check, status, problem }) => [check, status, problem])).toEqual(
      [
        "tls/staging.netrasystems.ai",
        "certificate/staging.netrasystems.ai",
        "tls/api-staging.netrasystems.ai",
        "certificate/api-staging.netrasystems.ai",
        "health/staging.netrasystems.ai",
        "health/api-staging.netrasystems.ai",
        "availability/staging.netrasystems.ai",
        "availability/api-staging.netrasystems.ai",
        "websocket/staging.netrasystems.ai",
        "infrastructure/staging.netrasystems.ai",
        "connector-utilization",
        "pool-utilization",
        "database-connect",
        "database-phase",
        "golden-path",
      ].map((check) => [check, "passed", undefined]),
    );
    expect(report.ok).toBe(true);
  });

  it("N19: is asked by a group for what that group needs and no more", async () => {
    const { report, application } = await runAgainst({ groups: ["connector"] });
    expect(checksWith(report, "passed")).toEqual([
      "tls/staging.netrasystems.ai",
      "infrastructure/staging.netrasystems.ai",
      "connector-utilization",
    ]);
    expect([...application.seen]).toEqual([["/health/infrastructure", 1]]);
  });

  it("N23: is asked for its measurements once, whatever the number of groups", async () => {
    const { report, application } = await runAgainst({ groups: ["connector", "database"] });
    expect(application.seen.get("/health/infrastructure")).toBe(1);
    expect(report.checks.flatMap(({ measurements }) => measurements)).toEqual([
      { event: "connector_utilization", ratio: 0.31 },
      { event: "pool_utilization", database: "main-db", ratio: 0.42 },
      { event: "database_connect", database: "main-db", seconds: 0.8 },
      ...[0.1, 0.4, 6.5, 0.2, 0.3, 0.1, 0.2].map((seconds, index) => ({
        event: "startup_phase",
        phase: String(index + 1),
        seconds,
      })),
    ]);
  });
});
