import { describe, expect, it } from "vitest";
import { record } from "../testing/recording";
import { stagingWith } from "../testing/staging";
import { alertsOf } from "./alerts";
import { burnRates } from "./burn-rate";
import { Dashboard } from "./dashboard";
import {
  type DashboardData,
  problemsOf,
  promQlOf,
  queriesOf,
  type TileData,
} from "./dashboard-checks.fixture";
import { dashboardJson, dashboardTitle } from "./dashboard-json";
import type { DashboardFacts } from "./dashboard-sections";

const slo = "projects/1/services/backend/serviceLevelObjectives/availability";

/** What the staging stack's dashboard shows, after a change of its stack file. */
function factsOf(change: Parameters<typeof stagingWith>[0] = () => {}): DashboardFacts {
  const configuration = stagingWith((config) => {
    config["holdfast:edge"] ??= {
      certificate: { domain: "netrasystems.ai" },
      hosts: { "staging.netrasystems.ai": { service: "backend" } },
    };
    config["holdfast:observability"] ??= {
      channels: {
        team: { type: "email", address: "team@netrasystems.ai" },
        duty: { type: "email", address: "duty@netrasystems.ai" },
      },
      escalation: { warning: ["team"], critical: ["duty"] },
    };
    change(config);
  });
  const { observability } = configuration;
  if (observability === undefined) {
    throw new Error("Nobody watches the stack.");
  }
  return {
    configuration,
    alerts: alertsOf(configuration, observability),
    slos: [{ title: "backend: 99% of the requests succeed", name: slo }],
    monitor: "synthetic-monitor",
  };
}

function dashboardOf(facts = factsOf()): DashboardData {
  return JSON.parse(dashboardJson("staging", facts));
}

function tilesOf(facts = factsOf()): Map<string, TileData> {
  return new Map(dashboardOf(facts).mosaicLayout.tiles.map((tile) => [tile.widget.title, tile]));
}

/** The levels of a tile. */
function levelsOf(title: string, facts = factsOf()): number[] {
  const thresholds: { value: number }[] = tilesOf(facts).get(title)?.widget.xyChart.thresholds;
  return thresholds.map(({ value }) => value);
}

describe("N21: the dashboard of Netra's staging stack", () => {
  it("has every tile that was missing on the day", () => {
    expect([...tilesOf().keys()]).toEqual([
      "Where to look",
      "Uptime of the hosts",
      "Golden path availability",
      "SLO burn rate over an hour",
      "Failed requests",
      "Mean response",
      "Latency, 95th percentile",
      "Instances of the services",
      "Startup phases",
      "Database connect time, mean",
      "Connection pools, mean",
      "SQL connections",
      "SQL CPU",
      "SQL memory",
      "SQL disk",
      "Connector CPU",
      "Connector throughput",
      "Connector instances",
      "Cache memory",
      "Cache clients",
    ]);
  });

  it("is what Cloud Monitoring takes", () => {
    expect(problemsOf(dashboardOf())).toEqual([]);
  });

  it("draws what each alert with a threshold watches, with a line where it begins", () => {
    const facts = factsOf();
    const tiles = [...tilesOf(facts).values()];
    const thresholds = facts.alerts
      .filter(({ runbook }) => runbook !== "uptime-failed" && runbook !== "certificate-expiry")
      .flatMap(({ conditions }) => conditions)
      .flatMap((condition) =>
        "conditionThreshold" in condition ? [condition.conditionThreshold] : [],
      );
    expect(thresholds.length).toBeGreaterThan(7);
    for (const { filter, thresholdValue } of thresholds) {
      const drawing = tiles.find((tile) =>
        queriesOf(tile).some((query) => query.filter === filter),
      );
      const levels: { value: number }[] = drawing?.widget.xyChart.thresholds ?? [];
      expect(levels.map(({ value }) => value)).toContain(thresholdValue);
    }
  });

  it("P6: draws what each alert on requests compares, with a line where it begins", () => {
    const facts = factsOf();
    const tiles = [...tilesOf(facts).values()];
    const measured = facts.alerts.flatMap(({ conditions }) =>
      conditions.flatMap((condition) =>
        "measured" in condition ? (condition.measured ?? []) : [],
      ),
    );
    expect(measured).toHaveLength(3);
    for (const { query, value } of measured) {
      const drawing = tiles.find((tile) => promQlOf(tile).includes(query));
      const levels: { value: number }[] = drawing?.widget.xyChart.thresholds ?? [];
      expect(levels.map((level) => level.value)).toContain(value);
    }
  });

  it("tells the golden path from a monitor that only asks for health", () => {
    const facts = factsOf();
    const { goldenPath: _, ...verify } = facts.configuration.verify;
    const without = { ...facts, configuration: { ...facts.configuration, verify } };
    expect([...tilesOf(without).keys()]).toContain("Availability to the monitor");
    expect([...tilesOf(without).keys()]).not.toContain("Golden path availability");
  });

  it("N2: shows the connector against what it carries", () => {
    expect(levelsOf("Connector CPU")).toEqual([0.7]);
    expect(levelsOf("Connector instances")).toEqual([10]);
    const [sent, received] = levelsOf("Connector throughput");
    expect(sent).toBeGreaterThan(1e6);
    expect(received).toBe(sent);
  });

  it("N4: shows connections against the maximum of the database, whatever it is", () => {
    expect(levelsOf("SQL connections")).toEqual([400, 425]);
    const more = factsOf((config) => {
      config["holdfast:postgres"]["main-db"].maxConnections = 600;
    });
    expect(levelsOf("SQL connections", more)).toEqual([480, 510]);
    const { thresholds } = tilesOf(more).get("SQL connections")?.widget.xyChart ?? {};
    expect(thresholds[1].label).toMatch(/^critical: staging-shared-postgres: above 85 % of 600/);
  });

  it("shows the rates at which the error budget is used up too fast", () => {
    expect(levelsOf("SLO burn rate over an hour")).toEqual(burnRates.map(({ rate }) => rate));
  });

  it("names the stack as the runbooks do", () => {
    expect(dashboardOf().displayName).toBe(dashboardTitle("staging"));
  });
});

describe("N21: the dashboard of another stack", () => {
  it.each<[string, Parameters<typeof stagingWith>[0], string[]]>([
    [
      "without a connector",
      (config) => {
        delete config["holdfast:network"].connector;
        config["holdfast:network"].directEgress = { range: "10.20.32.0/24" };
      },
      ["Connector CPU", "Connector throughput", "Connector instances"],
    ],
    [
      "without a cache",
      (config) => {
        config["holdfast:redis"] = {};
        delete config["holdfast:services"].backend.uses.sessions;
        delete config["holdfast:services"].auth.uses.sessions;
        delete config["holdfast:services"].backend.startup.phases;
      },
      ["Cache memory", "Cache clients"],
    ],
  ])("%s leaves out what it does not have", (_, change, missing) => {
    const facts = factsOf(change);
    const titles = [...tilesOf(facts).keys()];
    expect(titles.filter((title) => missing.includes(title))).toEqual([]);
    expect(problemsOf(dashboardOf(facts))).toEqual([]);
  });

  it("without hosts, objectives and a monitor leaves those out", () => {
    const { monitor: _, ...facts } = factsOf();
    const { edge: __, ...configuration } = facts.configuration;
    const titles = [...tilesOf({ ...facts, configuration, slos: [] }).keys()];
    expect(titles.slice(0, 2)).toEqual(["Where to look", "Failed requests"]);
  });

  it("with many databases keeps each filter within its length", () => {
    const facts = factsOf((config) => {
      const { "main-db": one } = config["holdfast:postgres"];
      delete config["holdfast:verify"];
      for (let index = 1; index <= 40; index++) {
        const name = `another-database-with-a-rather-long-name-${index}`;
        config["holdfast:postgres"][name] = { ...one, name };
      }
    });
    expect(problemsOf(dashboardOf(facts))).toEqual([]);
  });
});

describe("the edition of a dashboard", () => {
  const editionOf = (facts: DashboardFacts) =>
    /edition ([0-9a-f]{8})/.exec(dashboardJson("staging", facts))?.[1];

  it("stays while the dashboard does", () => {
    expect(editionOf(factsOf())).toBe(editionOf(factsOf()));
  });

  it("changes with what only goes away, which the provider would not show", () => {
    const { monitor: _, ...without } = factsOf();
    expect(editionOf(without)).not.toBe(editionOf(factsOf()));
  });
});

describe("the checks of a dashboard", () => {
  const good = () => dashboardOf();
  // biome-ignore lint/suspicious/noExplicitAny: the test spoils it in ways that no type allows.
  const spoiled = (change: (tiles: any[]) => void) => {
    const dashboard = good();
    change(dashboard.mosaicLayout.tiles as never);
    return problemsOf(dashboard);
  };
  // biome-ignore lint/suspicious/noExplicitAny: the words of the API.
  const first = (tiles: any[], title: string) =>
    tiles.find(({ widget }) => widget.title === title).widget.xyChart.dataSets[0].timeSeriesQuery
      .timeSeriesFilter;

  it.each<[string, Parameters<typeof spoiled>[0], RegExp]>([
    ["a tile over another", (tiles) => Object.assign(tiles[2], { xPos: 15 }), /over Uptime/],
    ["a tile beyond the columns", (tiles) => Object.assign(tiles[1], { width: 49 }), /beyond/],
    [
      "a metric of another resource",
      (tiles) => {
        first(tiles, "SQL CPU").filter = first(tiles, "SQL CPU").filter.replace(
          "cloudsql_database",
          "cloud_run_revision",
        );
      },
      /no metric/,
    ],
    [
      "an aligner that does not fit",
      (tiles) => {
        first(tiles, "Connector CPU").aggregation.perSeriesAligner = "ALIGN_MEAN";
      },
      /ALIGN_MEAN of GAUGE DISTRIBUTION/,
    ],
    ["a zero", (tiles) => Object.assign(tiles[1], { xPos: 0 }), /xPos is 0/],
    [
      "a colour of a threshold",
      (tiles) =>
        Object.assign(
          tiles.find(({ widget }) => widget.title === "SQL CPU").widget.xyChart.thresholds[0],
          {
            color: "RED",
          },
        ),
      /a threshold with color/,
    ],
  ])("find %s", (_, change, found) => {
    expect(spoiled(change).join("\n")).toMatch(found);
  });
});

describe("Dashboard", () => {
  it.each([false, true])("is two resources that hold it all (preview: %s)", async (preview) => {
    const { slos: _, ...facts } = factsOf();
    const recording = await record(
      () => new Dashboard("board", { ...facts, stack: "staging", objectives: [] }),
      { preview },
    );
    expect(recording.counts()).toEqual({
      "holdfast:observability:Dashboard": 1,
      "gcp:monitoring/dashboard:Dashboard": 2,
    });
    const made = recording
      .all("gcp:monitoring/dashboard:Dashboard")
      .map(({ name, inputs }) => [name, JSON.parse(String(inputs.dashboardJson)).displayName]);
    expect(made).toEqual([
      ["board", "staging: capacity and health"],
      ["board-services", "staging: services"],
    ]);
  });
});
