import { describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { uncheckedStagingWith } from "../testing/staging";
import { refusals } from "./acceptance.fixture";
import { type Alert, inPolicies } from "./alert";
import { policyArgs } from "./alert-policies";
import { alertsOf } from "./alerts";
import { inFilters, isOneOf, type ThresholdCondition } from "./condition";
import { databasePhases } from "./log-alerts";
import { logMetrics, logResourcesOf } from "./log-metric";

type Change = Parameters<typeof uncheckedStagingWith>[0];

function observabilityOf({ observability }: StackConfiguration) {
  if (observability === undefined) {
    throw new Error("The staging stack is not watched.");
  }
  return observability;
}

function alerts(change?: Change): Alert[] {
  const configuration = uncheckedStagingWith(change);
  return alertsOf(configuration, observabilityOf(configuration));
}

function alert(name: string, change?: Change): Alert {
  const found = alerts(change).find((one) => one.name === name);
  if (found === undefined) {
    throw new Error(`There is no alert "${name}".`);
  }
  return found;
}

/** The thresholds of an alert by what they measure, each with its duration. */
function thresholds(name: string, change?: Change): Record<string, [number, string]> {
  return Object.fromEntries(
    (alert(name, change).conditions as ThresholdCondition[]).map(({ conditionThreshold }) => {
      const { filter, thresholdValue, duration } = conditionThreshold;
      const [, metric = ""] = /metric\.type="([^"]+)"/.exec(filter) ?? [];
      return [metric.replace(/^.*googleapis\.com\//, ""), [thresholdValue, duration]];
    }),
  );
}

function query(name: string, change?: Change) {
  const [condition] = alert(name, change).conditions;
  if (condition === undefined || !("conditionPrometheusQueryLanguage" in condition)) {
    throw new Error(`The alert "${name}" has no query.`);
  }
  const { query, duration } = condition.conditionPrometheusQueryLanguage;
  return { query, duration };
}

describe("N2: the connector", () => {
  it("N2: warns above 70 % of CPU and of what its most instances carry, for 5 minutes", () => {
    expect(alert("connector-saturated").severity).toBe("WARNING");
    expect(thresholds("connector-saturated")).toEqual({
      "connector/cpu/utilizations": [0.7, "300s"],
      // 70 % of ten instances with 1600 Mbps each, in bytes.
      "connector/sent_bytes_count": [1_400_000_000, "300s"],
      "connector/received_bytes_count": [1_400_000_000, "300s"],
    });
  });

  it("N2: names the connector that the stack has", () => {
    for (const condition of alert("connector-saturated").conditions as ThresholdCondition[]) {
      expect(condition.conditionThreshold.filter).toContain(
        'resource.labels.connector_name="staging-connector"',
      );
    }
  });

  it("N2: goes by the machine type and the instances of the connector", () => {
    const { "connector/sent_bytes_count": sent } = thresholds("connector-saturated", (config) => {
      config["holdfast:network"].connector.machineType = "e2-micro";
      config["holdfast:network"].connector.maxInstances = 4;
      config["holdfast:network"].connector.connectionsPerInstance = 4000;
    });
    expect(sent?.[0]).toBe(35_000_000);
  });

  it("is not watched where there is none", () => {
    const names = alerts((config) => {
      delete config["holdfast:network"].connector;
      config["holdfast:network"].directEgress = { range: "10.20.16.0/24" };
    }).map(({ name }) => name);
    expect(names).not.toContain("connector-saturated");
  });
});

describe("N4: the connections of a database", () => {
  it.each([
    ["WARNING", "warning", 400, "300s"],
    ["CRITICAL", "critical", 425, "120s"],
  ])("N4: are told as %s", (severity, step, value, duration) => {
    const name = `sql-connections-${step}`;
    expect(alert(name).severity).toBe(severity);
    expect(thresholds(name)).toEqual({ "database/postgresql/num_backends": [value, duration] });
  });

  it("N4: are a share of the limit that the instance is given", () => {
    const change: Change = (config) => {
      config["holdfast:postgres"]["main-db"].maxConnections = 800;
    };
    expect(thresholds("sql-connections-critical", change)).toEqual({
      "database/postgresql/num_backends": [680, "120s"],
    });
  });

  it("N4: are the sum over the databases of an instance, as Cloud Monitoring names it", () => {
    const [condition] = alert("sql-connections-warning").conditions as ThresholdCondition[];
    expect(condition?.conditionThreshold.filter).toContain(
      'resource.labels.database_id="netra-staging:staging-shared-postgres"',
    );
    expect(condition?.conditionThreshold.aggregations).toEqual([
      {
        alignmentPeriod: "60s",
        perSeriesAligner: "ALIGN_MEAN",
        crossSeriesReducer: "REDUCE_SUM",
        groupByFields: ["resource.label.database_id"],
      },
    ]);
  });
});

describe("N6: the time to connect", () => {
  it("N6: warns when its mean is above 25 s for 3 minutes", () => {
    expect(alert("database-connect-slow").severity).toBe("WARNING");
    expect(query("database-connect-slow")).toEqual({
      query:
        'sum by (database) (increase(logging_googleapis_com:user_database_connect_seconds_sum{monitored_resource="cloud_run_revision"}[5m])) / ' +
        'sum by (database) (increase(logging_googleapis_com:user_database_connect_seconds_count{monitored_resource="cloud_run_revision"}[5m])) > 25',
      duration: "180s",
    });
  });

  it("N6: has a threshold of its own where the stack says so", () => {
    const change: Change = (config) => {
      config["holdfast:observability"].thresholds = { databaseConnectTime: { above: "10s" } };
    };
    expect(query("database-connect-slow", change).query).toMatch(/ > 10$/);
  });
});

describe("N7: the phase of a start that opens the database", () => {
  it("N7: warns above 45 s", () => {
    const { query: text, duration } = query("startup-phase-slow");
    expect(duration).toBe("0s");
    expect(text).toMatch(/ > 45$/);
    expect(text).toContain('phase=~"database|3"');
    expect(text).toContain("user_startup_phase_seconds_bucket{");
  });

  it.each([30, 45, 50])("N7: has %i s as a bound of its buckets, so that it is exact", (above) => {
    const configuration = uncheckedStagingWith((config) => {
      config["holdfast:observability"].thresholds = { databasePhase: { above: `${above}s` } };
    });
    const [metric] = logMetrics(observabilityOf(configuration), logResourcesOf(configuration));
    const bounds = metric?.value?.bounds ?? [];
    expect(bounds).toContain(above);
    expect(bounds).toEqual([...new Set(bounds)].sort((one, other) => one - other));
  });

  it("N7: is the phase that opens the database, wherever it stands, else the third", () => {
    const change: Change = (config) => {
      const { backend, auth } = config["holdfast:services"];
      backend.startup.phases = [
        { name: "connect", within: "75s", opens: "main-db" },
        { name: "cache", within: "10s", opens: "sessions" },
      ];
      auth.startup.phases = [{ name: "start", within: "10s" }];
    };
    expect(databasePhases(uncheckedStagingWith(change).services)).toEqual(["connect", "1"]);
    const none: Change = (config) => {
      for (const service of Object.values<{ startup: object }>(config["holdfast:services"])) {
        service.startup = { path: "/health", within: "120s" };
      }
    };
    expect(databasePhases(uncheckedStagingWith(none).services)).toEqual(["3"]);
  });
});

describe("services", () => {
  it("are told of in two steps when requests fail", () => {
    expect(query("error-ratio-warning").duration).toBe("600s");
    expect(query("error-ratio-warning").query).toMatch(/ > 0\.01 and .* >= 10$/);
    expect(query("error-ratio-critical").duration).toBe("300s");
    expect(query("error-ratio-critical").query).toMatch(/ > 0\.05 and .* >= 10$/);
  });

  it("divide the failed requests by all of the same service", () => {
    const of = (more: string) =>
      `sum by (service_name) (increase(run_googleapis_com:request_count{monitored_resource="cloud_run_revision",service_name=~"auth|backend"${more}}[5m]))`;
    const all = of("");
    expect(query("error-ratio-critical").query).toBe(
      `${of(',response_code_class="5xx"')} / ${all} > 0.05 and ${all} >= 10`,
    );
  });

  it("do not count WebSockets as slow requests", () => {
    const [condition] = alert("latency").conditions as ThresholdCondition[];
    expect(condition?.conditionThreshold.filter).toContain('metric.labels.response_code!="101"');
    expect(condition?.conditionThreshold.thresholdValue).toBe(2000);
  });

  it("warn when nearly all instances are busy", () => {
    const conditions = alert("instances-saturated").conditions as ThresholdCondition[];
    expect(conditions.map(({ displayName }) => displayName)).toEqual(["above 90 % of 4 instances"]);
    expect(conditions[0]?.conditionThreshold.filter).toContain('one_of("auth","backend")');
    expect(conditions[0]?.conditionThreshold.thresholdValue).toBe(3.6);
  });

  it("do not warn of instances of which there are always as many", () => {
    const change: Change = (config) => {
      config["holdfast:services"].auth.scale = { min: 2, max: 2 };
    };
    const [only] = alert("instances-saturated", change).conditions as ThresholdCondition[];
    expect(only?.conditionThreshold.filter).toContain('service_name="backend"');
  });
});

describe("caches", () => {
  it("are told of by the share of their memory and of the clients that they accept", () => {
    expect(thresholds("redis-memory-warning")).toEqual({
      "stats/memory/usage_ratio": [0.8, "300s"],
    });
    expect(thresholds("redis-memory-critical")).toEqual({
      "stats/memory/usage_ratio": [0.9, "300s"],
    });
    expect(thresholds("redis-connections")).toEqual({ "clients/connected": [52_000, "300s"] });
  });

  it("accept fewer clients by TLS before Redis 7", () => {
    const change: Change = (config) => {
      config["holdfast:redis"].sessions.version = "REDIS_6_X";
    };
    expect(thresholds("redis-connections", change)).toEqual({ "clients/connected": [800, "300s"] });
  });
});

describe("N19: hosts", () => {
  it("N19: are told of when their check fails from two places", () => {
    expect(alert("uptime-failed").severity).toBe("CRITICAL");
    const [condition] = alert("uptime-failed").conditions as ThresholdCondition[];
    expect(condition?.conditionThreshold).toEqual({
      filter:
        'resource.type="uptime_url" AND metric.type="monitoring.googleapis.com/uptime_check/check_passed" AND ' +
        'resource.labels.host=one_of("staging.netrasystems.ai","api-staging.netrasystems.ai")',
      aggregations: [
        {
          alignmentPeriod: "1200s",
          perSeriesAligner: "ALIGN_NEXT_OLDER",
          crossSeriesReducer: "REDUCE_COUNT_FALSE",
          groupByFields: ["resource.label.host", "metric.label.check_id"],
        },
      ],
      comparison: "COMPARISON_GT",
      thresholdValue: 1,
      duration: "120s",
    });
  });

  it("N10: are told of when their certificate ends in 20 days, and again in 7", () => {
    for (const [name, days] of [
      ["certificate-expiry-warning", 20],
      ["certificate-expiry-critical", 7],
    ] as const) {
      const [condition] = alert(name).conditions as ThresholdCondition[];
      expect(condition?.conditionThreshold.comparison).toBe("COMPARISON_LT");
      expect(condition?.conditionThreshold.thresholdValue).toBe(days);
    }
  });

  it("are not watched where the stack has none", () => {
    const names = alerts((config) => {
      delete config["holdfast:edge"];
      config["holdfast:services"].backend.ingress = "all";
      config["holdfast:services"].backend.allowUnauthenticated = true;
    }).map(({ name }) => name);
    expect(names.filter((name) => /uptime|certificate|verification/.test(name))).toEqual([]);
  });
});

describe("N18: severities", () => {
  it("N18: has a critical step for what first had a warning", () => {
    const bySeverity = (severity: string) =>
      alerts()
        .filter((one) => one.severity === severity)
        .map(({ name }) => name);
    expect(bySeverity("CRITICAL")).toEqual([
      "sql-connections-critical",
      "error-ratio-critical",
      "service-down",
      "redis-memory-critical",
      "uptime-failed",
      "certificate-expiry-critical",
    ]);
    expect(bySeverity("WARNING")).toEqual(
      expect.arrayContaining([
        "sql-connections-warning",
        "error-ratio-warning",
        "redis-memory-warning",
        "certificate-expiry-warning",
      ]),
    );
  });
});

describe("an alert with many conditions", () => {
  const many: Change = (config) => {
    const database = config["holdfast:postgres"]["main-db"];
    for (let number = 1; number <= 20; number += 1) {
      config["holdfast:postgres"][`db-${number}`] = { ...database, name: `shared-${number}` };
    }
    for (let number = 1; number <= 200; number += 1) {
      config["holdfast:services"][`service-${number}-${"x".repeat(30)}`] = {
        ...config["holdfast:services"].auth,
        uses: {},
      };
    }
  };

  it("becomes several policies, none of which the API refuses", () => {
    const configuration = uncheckedStagingWith(many);
    const observability = observabilityOf(configuration);
    const metrics = logMetrics(observability, logResourcesOf(configuration)).map(
      ({ name }) => name,
    );
    const found = alertsOf(configuration, observability);
    const channels = { WARNING: ["w"], CRITICAL: ["c"] };
    const args = { stack: "staging", project: "netra-staging", region: "us-central1", channels };
    expect(found.flatMap((one) => refusals(policyArgs(one, args), metrics))).toEqual([]);
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
    const databases = found.filter(({ name }) => name.startsWith("sql-connections-warning"));
    expect(databases.map(({ conditions }) => conditions.length)).toEqual([6, 6, 6, 3]);
    expect(databases.map(({ name }) => name)).toEqual([
      "sql-connections-warning",
      "sql-connections-warning-2",
      "sql-connections-warning-3",
      "sql-connections-warning-4",
    ]);
  });

  it("is left out where it has none", () => {
    expect(inPolicies([{ ...alert("latency"), conditions: [] }])).toEqual([]);
  });
});

describe("names in filters", () => {
  it("are compared singly or as a list", () => {
    expect(isOneOf("l", ["a"])).toBe('l="a"');
    expect(isOneOf("l", ["a", "b"])).toBe('l=one_of("a","b")');
  });

  it("are spread over filters without a loss", () => {
    const names = Array.from({ length: 31 }, (_, index) => `n${index}`);
    expect(inFilters(names).map(({ length }) => length)).toEqual([15, 15, 1]);
    expect(inFilters(names).flat()).toEqual(names);
    expect(inFilters([])).toEqual([]);
  });
});
