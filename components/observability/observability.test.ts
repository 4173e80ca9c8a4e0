import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, it } from "vitest";
import type { StackConfiguration } from "../../config";
import { aiaWith } from "../testing/aia";
import { isSecret, promiseOf, type Recording, record, revealed } from "../testing/recording";
import { uncheckedStagingWith } from "../testing/staging";
import { refusals } from "./acceptance.fixture";
import { channelLabels } from "./notification-channels";
import { Observability } from "./observability";
import { runbook } from "./runbook";

const channelType = "gcp:monitoring/notificationChannel:NotificationChannel";
const policyType = "gcp:monitoring/alertPolicy:AlertPolicy";
const checkType = "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig";
const metricType = "gcp:logging/metric:Metric";
const key = "0123456789abcdef0123456789abcdef";

type Change = Parameters<typeof uncheckedStagingWith>[0];

const watch = (configuration: StackConfiguration, preview = false) => {
  const { stack, observability } = configuration;
  if (observability === undefined) {
    throw new Error(`The stack "${stack}" is not watched.`);
  }
  return record(() => new Observability(stack, { configuration, observability }), { preview });
};
const create = (change?: Change, preview = false) =>
  watch(uncheckedStagingWith(change, ["holdfast:secrets"]), preview);

/** A stack whose critical alerts go to PagerDuty. */
const withPager: Change = (config) => {
  config["holdfast:secrets"] = { "pager-key": { value: key } };
  const observability = config["holdfast:observability"];
  observability.channels.pager = { type: "pagerduty", serviceKey: "pager-key" };
  observability.escalation = { warning: ["team"], critical: ["on-call", "pager"] };
};

let recording: Recording<Observability>;
/** Of a stack whose services run in a cluster. */
let cluster: Recording<Observability>;

beforeAll(async () => {
  recording = await create();
  cluster = await watch(aiaWith());
});

describe("Observability", () => {
  it("creates what the stack file asks for, and nothing else", () => {
    expect(recording.counts()).toEqual({
      "holdfast:observability:Observability": 1,
      "holdfast:observability:NotificationChannels": 1,
      "holdfast:observability:LogMetrics": 1,
      "holdfast:observability:UptimeChecks": 1,
      "holdfast:observability:AlertPolicies": 1,
      "holdfast:observability:Objectives": 1,
      "holdfast:observability:Dashboard": 1,
      [channelType]: 2,
      [metricType]: 6,
      [checkType]: 2,
      [policyType]: 30,
      "gcp:monitoring/customService:CustomService": 2,
      "gcp:monitoring/slo:Slo": 4,
      "gcp:monitoring/dashboard:Dashboard": 2,
    });
  });

  it("can be planned before anything exists", async () => {
    const planned = await create(withPager, true);
    expect(planned.all(policyType)).toHaveLength(30);
  });

  it("has policies come after the metrics and checks that they watch", () => {
    const needed = [...recording.all(metricType), ...recording.all(checkType)].map(
      ({ name }) => name,
    );
    expect(needed).toHaveLength(8);
    const policies = recording.all(policyType).filter(({ parent }) => parent === "staging-alerts");
    expect(policies.length).toBeGreaterThan(0);
    for (const { dependsOn, name } of policies) {
      expect(dependsOn, name).toEqual(expect.arrayContaining(needed));
    }
  });
});

describe("an alert policy", () => {
  it("is none that Cloud Monitoring refuses, on either platform", () => {
    for (const stack of [recording, cluster]) {
      const metrics = stack.all(metricType).map(({ inputs }) => String(inputs.name));
      const policies = stack.all(policyType);
      expect(policies.flatMap(({ inputs }) => refusals(inputs, metrics))).toEqual([]);
    }
  });

  it("N18: reaches the channels of its severity", () => {
    const names = (keys: string[]) =>
      keys.map((name) => `projects/netra-staging/notificationChannels/staging-channels-${name}`);
    const told = { WARNING: names(["team"]), CRITICAL: names(["team", "on-call"]) };
    const severities = new Set<unknown>();
    for (const { inputs, name } of recording.all(policyType)) {
      severities.add(inputs.severity);
      expect(inputs.notificationChannels, name).toEqual(told[inputs.severity as keyof typeof told]);
    }
    expect(severities).toEqual(new Set(["WARNING", "CRITICAL"]));
  });

  it("N18: is named after its stack and what is wrong", () => {
    const { inputs } = recording.one(policyType, "staging-alerts-connector-saturated");
    expect(inputs.displayName).toBe("[staging] connector above 70 %");
    expect(inputs.documentation).toMatchObject({
      subject: "[staging] WARNING: connector above 70 %",
      mimeType: "text/markdown",
    });
  });

  it("says from when on people are told, and what to do, with the names that are known", () => {
    const { inputs } = recording.one(policyType, "staging-alerts-connector-saturated");
    const { content } = inputs.documentation as { content: string };
    expect(content).toContain("- CPU above 70 %, for 5 minutes");
    expect(content).toContain("connectors describe staging-connector --region=us-central1");
    expect(content).not.toMatch(/\b(STACK|PROJECT|REGION|CONNECTOR)\b/);
  });

  it("has a name of its own", () => {
    const names = recording.all(policyType).map(({ inputs }) => inputs.displayName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("runbooks", () => {
  const folder = join(__dirname, "../../docs/runbooks");
  const pages = readdirSync(folder)
    .filter((file) => !["README.md", "restore.md"].includes(file))
    .map((file) => file.replace(/\.md$/, ""));

  it("are there for every alert, and each for an alert", () => {
    const titles = new Map(
      pages.map((page) => [readFileSync(join(folder, `${page}.md`), "utf8").split("\n")[0], page]),
    );
    const policies = [...recording.all(policyType), ...cluster.all(policyType)];
    const used = policies.map(({ inputs }) => {
      const { content } = inputs.documentation as { content: string };
      return titles.get(content.split("\n").find((line) => line.startsWith("# ")) ?? "");
    });
    expect([...new Set(used)].sort()).toEqual(pages.sort());
  });

  it("fail where an alert has none, naming the file to write", () => {
    expect(() => runbook("no-such-alert")).toThrow("Write docs/runbooks/no-such-alert.md.");
  });

  it("keep the words in capitals that are not known, and fill in the others as whole words", () => {
    const page = runbook("startup-phase-slow", { PROJECT: "netra-$&-1" });
    expect(page).toContain("--project=netra-$&-1");
    expect(page).not.toContain("PROJECT");
    expect(page).toContain("SERVICE");
  });
});

describe("a notification channel", () => {
  it("N18: keeps its secret in the labels for secrets", async () => {
    const { inputs } = (await create(withPager)).one(channelType, "staging-channels-pager");
    expect(inputs.type).toBe("pagerduty");
    expect(inputs.labels).toBeUndefined();
    expect(revealed(inputs.sensitiveLabels)).toEqual({ serviceKey: key });
  });

  it("N18: shows no secret anywhere in the clear", async () => {
    const { resources } = await create(withPager);
    const open = JSON.stringify(resources, (_, value) => (isSecret(value) ? "secret" : value));
    expect([open.includes(key), open.includes('"sensitiveLabels":"secret"')]).toEqual([
      false,
      true,
    ]);
  });

  it("is replaced for another type, which Cloud Monitoring does not change", () => {
    const { inputs, replaceOnChanges } = recording.one(channelType, "staging-channels-team");
    expect(replaceOnChanges).toEqual(["type"]);
    expect(inputs).toEqual({
      displayName: "[staging] team",
      type: "email",
      labels: { email_address: "staging@netrasystems.ai" },
    });
  });

  const url = "https://hooks.example.com/alerts";
  const base = { type: "email" } as const;
  it.each([
    [{ ...base, address: "a@b.example" }, { labels: { email_address: "a@b.example" } }],
    [
      { type: "pubsub", topic: "projects/p/topics/t" } as const,
      { labels: { topic: "projects/p/topics/t" } },
    ],
    [
      { type: "slack", channelName: "#alerts", authToken: "k" } as const,
      { labels: { channel_name: "#alerts" }, sensitiveLabels: { authToken: "a b" } },
    ],
    [
      { type: "webhook_basicauth", url, username: "google", password: "k" } as const,
      { labels: { url, username: "google" }, sensitiveLabels: { password: "a b" } },
    ],
    [
      { type: "webhook_tokenauth", url, authToken: "k" } as const,
      { labels: { url: `${url}?auth_token=a%20b` } },
    ],
  ])("N18: tells Cloud Monitoring what %o needs", async (channel, expected) => {
    const labels = pulumi.output(channelLabels(channel, () => pulumi.secret("a b")));
    expect(await promiseOf(labels)).toEqual(expected);
    const mayBeSecret = "authToken" in channel || "password" in channel;
    expect(await pulumi.isSecret(labels)).toBe(mayBeSecret);
  });
});

describe("an uptime check", () => {
  const checkOf = (host: string) => recording.one(checkType, `staging-uptime-${host}`).inputs;

  it.each(["staging.netrasystems.ai", "api-staging.netrasystems.ai"])(
    "N19: asks %s for its health every minute, by TLS and from three parts of the world",
    (host) => {
      expect(checkOf(host)).toEqual({
        displayName: `[staging] ${host}/health`,
        monitoredResource: { type: "uptime_url", labels: { host, project_id: "netra-staging" } },
        httpCheck: {
          requestMethod: "GET",
          path: "/health",
          port: 443,
          useSsl: true,
          validateSsl: true,
        },
        contentMatchers: [
          {
            content: '"healthy"',
            matcher: "MATCHES_JSON_PATH",
            jsonPathMatcher: { jsonPath: "$.status", jsonMatcher: "EXACT_MATCH" },
          },
        ],
        checkerType: "STATIC_IP_CHECKERS",
        period: "60s",
        timeout: "10s",
        selectedRegions: ["USA", "EUROPE", "ASIA_PACIFIC"],
      });
    },
  );

  it("A14: is one for each thing that healthy means to what stands behind a host of AIA", () => {
    expect(cluster.all(checkType).map(({ name }) => name)).toEqual([
      "aia-uptime-013a.tech",
      "aia-uptime-api.013a.tech",
      "aia-uptime-api.013a.tech-redis_connected",
    ]);
  });
});

describe("a metric of logs", () => {
  it("N23: is made of the lines that say how long a phase of a start took", () => {
    expect(recording.one(metricType, "staging-logs-startup-phase-seconds").inputs).toMatchObject({
      name: "startup_phase_seconds",
      filter:
        'resource.type="cloud_run_revision" AND jsonPayload.event="startup_phase" AND jsonPayload.seconds:*',
      valueExtractor: "EXTRACT(jsonPayload.seconds)",
      labelExtractors: { phase: "EXTRACT(jsonPayload.phase)" },
      metricDescriptor: {
        metricKind: "DELTA",
        valueType: "DISTRIBUTION",
        unit: "s",
        labels: [expect.objectContaining({ key: "phase", valueType: "STRING" })],
      },
    });
  });

  it("N23: is replaced for another name, so that the old one does not stay behind", () => {
    for (const { replaceOnChanges, name } of recording.all(metricType)) {
      expect(replaceOnChanges, name).toEqual(["name"]);
    }
  });

  it("N23: has an extractor for every label, and bounds for every distribution", () => {
    for (const { inputs, name } of recording.all(metricType)) {
      const { labels, valueType } = inputs.metricDescriptor as {
        labels: { key: string }[];
        valueType: string;
      };
      const extracted = Object.keys(inputs.labelExtractors as object);
      expect(
        labels.map((label) => label.key),
        name,
      ).toEqual(extracted);
      expect(inputs.bucketOptions !== undefined, name).toBe(valueType === "DISTRIBUTION");
      expect(inputs.valueExtractor !== undefined, name).toBe(valueType === "DISTRIBUTION");
    }
  });

  it("N23: reads the fields that the services of a stack have", async () => {
    const changed = await create((config) => {
      config["holdfast:observability"].logs = {
        eventField: "kind",
        poolUtilization: { event: "pool", ratio: "pool.used" },
      };
    });
    expect(changed.one(metricType, "staging-logs-pool-utilization").inputs).toMatchObject({
      filter:
        'resource.type="cloud_run_revision" AND jsonPayload.kind="pool" AND jsonPayload.pool.used:*',
      valueExtractor: "EXTRACT(jsonPayload.pool.used)",
    });
  });

  it("N19: counts the failures of the checks that the stack runs itself", () => {
    const { inputs } = recording.one(metricType, "staging-logs-verification-failures");
    expect(inputs.filter).toContain('jsonPayload.event="verification_check"');
    expect(inputs.filter).toContain('jsonPayload.ok=false AND jsonPayload.status!="not-run"');
    expect(inputs.metricDescriptor).toMatchObject({ metricKind: "DELTA", valueType: "INT64" });
  });
});
