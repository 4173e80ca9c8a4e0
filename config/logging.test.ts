import { describe, expect, it } from "vitest";
import { type DeclaredLogging, loggingOf } from "./logging";
import { parseStackFile } from "./parse";
import { goodFile, type Raw } from "./stack-file.fixture";

const observability = {
  channels: {
    team: { type: "email", address: "team@netrasystems.ai" },
    duty: { type: "email", address: "duty@netrasystems.ai" },
  },
  escalation: { warning: ["team"], critical: ["duty"] },
};

const edge = {
  certificate: { domain: "netrasystems.ai" },
  hosts: { "staging.netrasystems.ai": { service: "backend" } },
};

/** What the good file with a change resolves to. */
function resolved(change: (file: Raw) => void) {
  const raw = goodFile();
  change(raw);
  const result = parseStackFile(raw, { stack: "staging" });
  if (!result.ok) {
    throw new Error(JSON.stringify(result.problems));
  }
  return result.configuration;
}

describe("N24: what is logged", () => {
  it.each<[string, DeclaredLogging]>([
    ["nothing", { flowLogs: "off" }],
    ["something", { flowLogs: "sampled", natLogFilter: "TRANSLATIONS_ONLY", requestSampleRate: 0 }],
  ])("without an investigation is what is declared: %s", (_, declared) => {
    expect(loggingOf(undefined, declared)).toEqual({
      ...declared,
      firewallLogs: "denied",
      databases: { connections: false },
    });
  });

  it.each<[string, DeclaredLogging]>([
    ["less", { flowLogs: "off", natLogFilter: "ERRORS_ONLY", requestSampleRate: 0.1 }],
    ["something else", { flowLogs: "sampled", natLogFilter: "ALL", requestSampleRate: 0 }],
  ])("with an investigation is everything, though %s is declared", (_, declared) => {
    expect(loggingOf("auth times out", declared)).toMatchObject({
      flowLogs: "all",
      firewallLogs: "all",
      natLogFilter: "ALL",
      requestSampleRate: 1,
      databases: { connections: true, slowStatements: { seconds: 1 } },
    });
  });

  it("stays absent where there is no Cloud NAT and no load balancer", () => {
    const { natLogFilter, requestSampleRate } = loggingOf("auth times out", { flowLogs: "off" });
    expect([natLogFilter, requestSampleRate]).toEqual([undefined, undefined]);
  });
});

describe("N24: one line of the stack file", () => {
  const declare = (file: Raw) => {
    file["holdfast:network"].nat = { logFilter: "TRANSLATIONS_ONLY" };
    file["holdfast:network"].flowLogs = "sampled";
    file["holdfast:edge"] = { ...edge, accessLogs: { sampleRate: 0.1 } };
    file["holdfast:observability"] = { ...observability };
  };

  it("raises logging in every part of the stack", () => {
    const configuration = resolved((file) => {
      declare(file);
      file["holdfast:observability"].investigation = "auth times out";
    });
    expect(configuration).toMatchObject({
      network: { flowLogs: "all", firewallLogs: "all", nat: { logFilter: "ALL" } },
      postgres: { "main-db": { logging: { connections: true, slowStatements: { seconds: 1 } } } },
      edge: { accessLogs: { sampleRate: 1 } },
    });
  });

  it("changes nothing else, and nothing once it is gone", () => {
    const without = resolved(declare);
    expect(without).toMatchObject({
      network: {
        flowLogs: "sampled",
        firewallLogs: "denied",
        nat: { logFilter: "TRANSLATIONS_ONLY" },
      },
      postgres: { "main-db": { logging: { connections: false } } },
      edge: { accessLogs: { sampleRate: 0.1 } },
    });
    const raised = resolved((file) => {
      declare(file);
      file["holdfast:observability"].investigation = "auth times out";
    });
    expect({
      ...raised,
      network: without.network,
      postgres: without.postgres,
      edge: without.edge,
      observability: without.observability,
    }).toEqual(without);
    expect(raised.services).toEqual(without.services);
  });

  it.each(["", "why", true, "a\nb\nc\nd"])("needs a reason: %j", (investigation) => {
    const raw = goodFile();
    raw["holdfast:observability"] = { ...observability, investigation };
    const result = parseStackFile(raw, { stack: "staging" });
    expect(result.ok ? [] : result.problems.map(({ path }) => path)).toEqual([
      "observability.investigation",
    ]);
  });

  it("needs neither a load balancer nor Cloud NAT", () => {
    const configuration = resolved((file) => {
      file["holdfast:network"].egress = "private-ranges-only";
      file["holdfast:services"].auth.ingress = "all";
      file["holdfast:observability"] = { ...observability, investigation: "auth times out" };
    });
    expect(configuration.network.nat).toBeUndefined();
    expect(configuration.edge).toBeUndefined();
    expect(configuration.network.flowLogs).toBe("all");
  });
});
