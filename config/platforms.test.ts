import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { parseStackFile } from "./parse";
import { cloudRunServicesOf, gkeServicesOf } from "./platforms";
import { formatProblems } from "./problem";
import { goodFile, goodGke, moveToGke, problemsAfter, type Raw } from "./stack-file.fixture";

function configurationOf(raw: Raw, stack = "staging") {
  const result = parseStackFile(raw, { stack });
  if (!result.ok) {
    throw new Error(formatProblems("the file", result.problems));
  }
  return result.configuration;
}

describe("the platform of services", () => {
  it("is Cloud Run where nothing else is said", () => {
    const configuration = configurationOf(goodFile());
    expect(Object.keys(cloudRunServicesOf(configuration))).toEqual(["auth", "backend"]);
    expect(gkeServicesOf(configuration)).toEqual({});
    expect(configuration.gke).toBeUndefined();
  });

  it("is that of the stack, with what follows from it", () => {
    const raw = goodFile();
    moveToGke(raw);
    delete raw["holdfast:services"].auth.scale.min;
    raw["holdfast:services"].backend.scale = { max: 1 };
    raw["holdfast:services"].backend.namespace = "backend";
    const configuration = configurationOf(raw);
    expect(cloudRunServicesOf(configuration)).toEqual({});
    expect(gkeServicesOf(configuration)).toMatchObject({
      auth: { platform: "gke", namespace: "staging", scale: { min: 2, max: 4 } },
      backend: { platform: "gke", namespace: "backend", scale: { min: 1, max: 1 } },
    });
    expect(configuration.gke).toMatchObject({
      name: "staging",
      mode: "autopilot",
      namespace: "staging",
      maintenance: { days: ["SATURDAY", "SUNDAY"], startTime: "02:00" },
      backups: { enabled: true, retention: { days: 30 } },
    });
    expect(configuration.network).toMatchObject({ nat: { minPortsPerVm: 1024 } });
  });

  it("is a service's own before that of the stack", () => {
    const raw = goodFile();
    raw["holdfast:gke"] = { ...goodGke(), namespace: "apps" };
    delete raw["holdfast:services"].backend.uses.auth;
    raw["holdfast:services"].auth.platform = "gke";
    const { auth, backend } = configurationOf(raw).services;
    expect(auth).toMatchObject({ platform: "gke", namespace: "apps" });
    expect(auth).not.toHaveProperty("cpuIdle");
    expect(backend).toMatchObject({
      platform: "cloud-run",
      cpuIdle: true,
      scale: { min: 1, max: 4, concurrency: 80 },
    });
  });
});

describe("a stack file with a cluster", () => {
  const problemsOfGke = (settings: Raw) =>
    problemsAfter((file) => {
      moveToGke(file);
      Object.assign(file["holdfast:gke"], settings);
    });

  it.each([
    [{ podRange: "10.20.8.0/21" }, "gke.podRange", "overlaps"],
    [{ serviceRange: "10.32.0.0/20" }, "gke.serviceRange", "overlaps"],
    [{ name: "x".repeat(41) }, "gke.name", "1 to 40 characters"],
    [{ name: "ends-with-" }, "gke.name", "no hyphen at the end"],
    [{ enableAutopilot: true }, "gke.enableAutopilot", "mode"],
    [{ releaseChannel: "regular" }, "gke.releaseChannel", "REGULAR"],
    [{ maintenance: { days: [] } }, "gke.maintenance.days", "a list of days"],
    [
      {
        maintenance: {
          exclusions: {
            sale: { startTime: "2026-11-20T00:00:00Z", endTime: "2026-11-31T00:00:00Z" },
          },
        },
      },
      "gke.maintenance.exclusions.sale.endTime",
      "a moment in UTC",
    ],
    [
      {
        maintenance: {
          exclusions: { sale: { startTime: "tomorrow", endTime: "2026-12-01T00:00:00Z" } },
        },
      },
      "gke.maintenance.exclusions.sale.startTime",
      "a moment in UTC",
    ],
    [{ secretsKey: "my-key" }, "gke.secretsKey", "cryptoKeys"],
  ])("is refused with %j", (settings, path, says) => {
    const problems = problemsOfGke(settings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${path}: `));
    expect(problems[0]).toContain(says);
  });

  it("may have every setting", () => {
    expect(
      problemsOfGke({
        name: "apps",
        mode: "standard",
        namespace: "apps",
        nodePools: {
          general: {
            machineType: "n4-standard-4",
            minNodes: 3,
            maxNodes: 9,
            diskSize: "50Gi",
            diskType: "hyperdisk-balanced",
            spot: true,
            labels: { "example.com/tier": "general" },
            taints: [{ key: "spot", value: "true", effect: "NO_SCHEDULE" }],
          },
          steady: { machineType: "e2-standard-4", maxNodes: 3 },
        },
        releaseChannel: "STABLE",
        secretsKey: "projects/netra/locations/us-central1/keyRings/gke/cryptoKeys/secrets",
        backups: { cronSchedule: "30 2 * * 1-5", retention: "90d", deleteLock: "7d" },
        deletionProtection: false,
      }),
    ).toEqual([]);
  });

  it("is that of AIA, which runs all its services on GKE", () => {
    const text = readFileSync(join(__dirname, "..", "Pulumi.aia.yaml"), "utf8");
    const configuration = configurationOf(parseYaml(text).config, "aia");
    expect(configuration.network).not.toHaveProperty("connector");
    expect(configuration.network).not.toHaveProperty("egress");
    expect(cloudRunServicesOf(configuration)).toEqual({});
    expect(gkeServicesOf(configuration)).toMatchObject({
      api: { namespace: "aia-backend" },
      "agent-executor": { namespace: "aia-backend" },
      economic: { namespace: "aia-backend", port: 8002 },
      frontend: { namespace: "aia-frontend" },
    });
  });
});
