import { describe, expect, it } from "vitest";
import { aiaWith } from "../components/testing/aia";
import { selfSignedCertificate } from "../test/registry/certificate";
import type { Group } from "./plan";
import type { VerificationReport } from "./report";
import {
  type Behaviour,
  HEALTHY,
  json,
  MEASUREMENTS,
  startApplication,
} from "./testing/application";
import { checksWith, inDays, runAt } from "./testing/run";
import { verificationPlan } from "./verification-plan";

const FRONTEND = "013a.tech";
const API = "api.013a.tech";
const good = selfSignedCertificate([FRONTEND, API], { until: inDays(90) });

type Change = Parameters<typeof aiaWith>[0];

/** AIA's stack, whose services run in a cluster, with the fewest requests for an availability. */
const aia = (change: Change = () => undefined) =>
  verificationPlan(
    aiaWith((config) => {
      config["holdfast:verify"].availability = { requests: 10 };
      change?.(config);
    }),
  );

/** What one of AIA's services measures of its database: no more than it can know on GKE. */
const measured: Change = (config) => {
  config["holdfast:verify"].infrastructure = { host: API, database: "main-db" };
};

interface Servers {
  readonly frontend?: Behaviour;
  readonly api?: Behaviour;
  readonly apiCertificate?: typeof good;
  readonly change?: Change;
  readonly groups?: readonly Group[];
}

/** Runs AIA's checks against real servers of both hosts. */
async function runAia({
  frontend = { health: json({ status: "healthy" }) },
  api,
  apiCertificate = good,
  change,
  groups,
}: Servers = {}): Promise<VerificationReport> {
  const servers = await Promise.all([
    startApplication(good, frontend),
    startApplication(apiCertificate, api),
  ]);
  const [ofFrontend, ofApi] = servers;
  try {
    const addresses = new Map([
      [FRONTEND, ofFrontend.address],
      [API, ofApi.address],
    ]);
    const trusted = [good.certificate, apiCertificate.certificate];
    return await runAt(aia(change), addresses, trusted, { groups });
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

const all = [
  `tls/${FRONTEND}`,
  `certificate/${FRONTEND}`,
  `tls/${API}`,
  `certificate/${API}`,
  `health/${FRONTEND}`,
  `health/${API}`,
  `availability/${FRONTEND}`,
  `availability/${API}`,
];

describe("the checks of a stack on GKE", () => {
  it("ask the hosts of the gateway, each for what healthy means to its service, and for nothing of Cloud Run", () => {
    const { hosts, websocket, infrastructure, goldenPath, schedules } = aia();
    expect(hosts).toMatchObject([
      { host: FRONTEND, service: "frontend", body: [{ jsonPath: "$.status" }] },
      {
        host: API,
        service: "api",
        body: [
          { jsonPath: "$.status", equals: "healthy" },
          { jsonPath: "$.redis_connected", equals: true },
        ],
      },
    ]);
    expect([websocket, infrastructure, goldenPath]).toEqual([undefined, undefined, undefined]);
    expect(Object.keys(schedules.cron)).toEqual(["health"]);
    expect(schedules.syntheticGroups).toEqual(["health"]);
  });

  it("are all green while AIA is healthy", async () => {
    const report = await runAia();
    expect(report.checks.map(({ check, status }) => [check, status])).toEqual(
      all.map((check) => [check, "passed"]),
    );
    expect(report.ok).toBe(true);
  });

  it("measure the database without a connector, which a cluster does not have", async () => {
    expect(Object.keys(aia(measured).schedules.cron)).toEqual(["health", "database"]);
    const { connector: _, ...known } = MEASUREMENTS;
    const report = await runAia({
      change: measured,
      api: { infrastructure: json(known) },
      groups: ["connector", "database"],
    });
    expect(checksWith(report, "passed")).toEqual([
      `tls/${API}`,
      `infrastructure/${API}`,
      "pool-utilization",
      "database-connect",
      "database-phase",
    ]);
    expect(report.ok).toBe(true);
  });

  it("give advice that fits a cluster", async () => {
    const slow = { ...MEASUREMENTS, database: { connect_seconds: 20 } };
    const report = await runAia({ change: measured, api: { infrastructure: json(slow) } });
    expect(checksWith(report, "failed")).toEqual(["database-connect"]);
    const advice = report.checks.map(({ advice }) => advice).join("\n");
    expect(advice).not.toMatch(/connector|Cloud Run/);
  });
});

describe("A14: a health path of AIA that answers 200 and is not healthy", () => {
  it.each<[string, Servers, string, string]>([
    [
      "the status of the API is degraded",
      { api: { health: json({ ...HEALTHY, status: "degraded" }) } },
      API,
      '$.status is "degraded", expected "healthy"',
    ],
    [
      "the cache is not connected",
      { api: { health: json({ ...HEALTHY, redis_connected: false }) } },
      API,
      "$.redis_connected is false, expected true",
    ],
    [
      "the status of the frontend is degraded",
      { frontend: { health: json({ status: "degraded" }) } },
      FRONTEND,
      '$.status is "degraded", expected "healthy"',
    ],
  ])("A14: is red when %s", async (_, servers, host, says) => {
    const report = await runAia(servers);
    expect(checksWith(report, "failed")).toEqual([`health/${host}`]);
    // The frontend requires the API, so nothing can be said of it meanwhile.
    const dependants = host === API ? [`health/${FRONTEND}`, `availability/${FRONTEND}`] : [];
    expect(checksWith(report, "not-run")).toEqual([...dependants, `availability/${host}`]);
    expect(report.checks.find(({ check }) => check === `health/${host}`)?.problem).toContain(says);
    expect(report.ok).toBe(false);
  });
});

describe("the checks of a stack on GKE, when it is broken", () => {
  it("A22: are red once where a version that cannot start leaves 502", async () => {
    const report = await runAia({ api: { health: json({ detail: "no healthy upstream" }, 502) } });
    expect(checksWith(report, "failed")).toEqual([`health/${API}`]);
    expect(report.checks.find(({ check }) => check === `health/${API}`)?.problem).toContain(
      "answered 502; expected 200",
    );
  });

  it("A18: are red once where the gateway has the certificate of another host", async () => {
    const apiCertificate = selfSignedCertificate(["other.example.com"], { until: inDays(90) });
    const report = await runAia({ apiCertificate });
    expect(checksWith(report, "failed")).toEqual([`tls/${API}`]);
    expect(checksWith(report, "not-run")).toEqual([
      `certificate/${API}`,
      `health/${API}`,
      `availability/${API}`,
    ]);
  });

  it("are red for the service that another requires, and leave that one unchecked", async () => {
    const report = await runAia({
      frontend: { health: json({ detail: "Not Found" }, 404) },
      api: { health: json({ ...HEALTHY, redis_connected: false }) },
    });
    expect(checksWith(report, "failed")).toEqual([`health/${API}`]);
    expect(checksWith(report, "not-run")).toContain(`health/${FRONTEND}`);
  });
});
