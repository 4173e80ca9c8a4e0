import { describe, expect, it } from "vitest";
import { json, MEASUREMENTS } from "../testing/application";
import { html, INFRASTRUCTURE, MEASURES, shows, TLS } from "../testing/broken";
import { checksWith, runAgainst } from "../testing/run";

describe("N23: measurements", () => {
  const measured = (changed: object) => ({
    infrastructure: json({ ...MEASUREMENTS, ...changed }),
  });
  const only = (check: string) => ({ red: [check], notRun: [] });

  shows([
    {
      title: "N1: are red for a connector at its limit",
      behaviour: measured({ connector: { utilization: 0.7 } }),
      ...only("connector-utilization"),
      says: ["Connector utilization is 70 %", "expected less than 70 %"],
      lookAt: "network.connector.maxInstances",
    },
    {
      title: "N4: are red for a pool at its limit",
      behaviour: measured({ pool: { utilization: 0.93 } }),
      ...only("pool-utilization"),
      says: ["Connection pool utilization is 93 %", "expected less than 80 %"],
      lookAt: "pool and overflow",
    },
    {
      title: "N6: are red for a slow connection to the database",
      behaviour: measured({ database: { connect_seconds: 20 } }),
      ...only("database-connect"),
      says: ["Database connect time is 20 s", "expected less than 5 s"],
      lookAt: "connector",
    },
    {
      title: "N7: are red for a slow third phase",
      behaviour: measured({ startup: { phase_seconds: { "3": 44.5 } } }),
      ...only("database-phase"),
      says: ["Phase 3 of the last start is 44.5 s", "expected less than 20 s"],
      lookAt: "last start",
    },
    {
      title: "N23: are red where one is missing",
      behaviour: measured({ pool: {} }),
      ...only("pool-utilization"),
      says: ['does not tell "Connection pool utilization": $.pool.utilization is nothing'],
      lookAt: "verify.infrastructure.fields",
    },
    {
      title: "N23: are red for a share in percent, naming the setting that reads it",
      behaviour: measured({ pool: { utilization: 42 } }),
      ...only("pool-utilization"),
      says: ["Connection pool utilization is 4200 %"],
      lookAt: 'verify.infrastructure.utilizationIn to "percent"',
    },
    {
      title: "N23: are red where one is a text",
      behaviour: measured({ pool: { utilization: "0.3" } }),
      ...only("pool-utilization"),
      says: ['$.pool.utilization is "0.3"; expected a number'],
      lookAt: "verify.infrastructure.fields",
    },
    {
      title: "N23: are red where the phase is missing among others",
      behaviour: measured({ startup: { phase_seconds: [1, 2] } }),
      ...only("database-phase"),
      says: ["$.startup.phase_seconds is a list, in which it is nothing"],
      lookAt: "verify.infrastructure.fields",
    },
    {
      title: "N23: are red once where the path is missing",
      behaviour: { infrastructure: json({ detail: "Not Found" }, 404) },
      red: [INFRASTRUCTURE],
      notRun: MEASURES,
      says: ["/health/infrastructure answered 404; expected 200."],
      lookAt: "routes of the host",
    },
    {
      title: "N23: are red once where the path answers HTML",
      behaviour: { infrastructure: html },
      red: [INFRASTRUCTURE],
      notRun: MEASURES,
      says: ["which is not JSON"],
      lookAt: "routes of the host",
    },
  ]);

  it("N23: are told also when they are beyond their limit", async () => {
    const { report } = await runAgainst({
      behaviour: measured({ pool: { utilization: 0.93 } }),
      groups: ["database"],
    });
    expect(report.checks.flatMap(({ measurements }) => measurements)).toContainEqual({
      event: "pool_utilization",
      database: "main-db",
      ratio: 0.93,
    });
  });

  it("are not asked of what the stack does not have", async () => {
    const { report } = await runAgainst({
      behaviour: { infrastructure: json({ database: { connect_seconds: 0.1 } }) },
      groups: ["connector", "database"],
      plan: (plan) => ({
        ...plan,
        infrastructure: plan.infrastructure && {
          ...plan.infrastructure,
          fields: { connectSeconds: plan.infrastructure.fields.connectSeconds },
        },
      }),
    });
    expect(checksWith(report, "passed")).toEqual([TLS, INFRASTRUCTURE, "database-connect"]);
    expect(report.ok).toBe(true);
  });

  it("are read in percent where the stack file says so", async () => {
    const { report } = await runAgainst({
      behaviour: measured({ pool: { utilization: 79 }, connector: { utilization: 70 } }),
      plan: (plan) => ({
        ...plan,
        infrastructure: plan.infrastructure && { ...plan.infrastructure, utilizationIn: "percent" },
      }),
    });
    expect(checksWith(report, "failed")).toEqual(["connector-utilization"]);
  });
});
