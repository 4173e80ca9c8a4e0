import { beforeAll, describe, expect, it } from "vitest";
import { aiaWith, recordAia } from "../testing/aia";
import type { Recording } from "../testing/recording";

const reason = "tasks are answered with 502";

let usual: Recording<unknown>;
let raised: Recording<unknown>;

beforeAll(async () => {
  const quiet = (config: Parameters<NonNullable<Parameters<typeof aiaWith>[0]>>[0]) => {
    config["holdfast:edge"].accessLogs = { sampleRate: 0.1 };
  };
  usual = await recordAia(aiaWith(quiet));
  raised = await recordAia(
    aiaWith((config) => {
      quiet(config);
      config["holdfast:observability"].investigation = reason;
    }),
  );
});

/** The inputs of all resources of a type. */
const inputsOf = (recording: Recording<unknown>, type: string) =>
  recording.all(type).map(({ inputs }) => inputs);

describe("N24: an investigation of a stack on GKE", () => {
  it("logs every request at the gateway", () => {
    const type = "kubernetes:networking.gke.io/v1:GCPBackendPolicy";
    const logging = (recording: Recording<unknown>) =>
      inputsOf(recording, type).map(({ spec }) => spec);
    expect(inputsOf(raised, type).length).toBeGreaterThan(0);
    for (const spec of logging(raised)) {
      expect(spec).toMatchObject({
        default: { logging: { enabled: true, sampleRate: 1_000_000 } },
      });
    }
    for (const spec of logging(usual)) {
      expect(spec).toMatchObject({ default: { logging: { enabled: true, sampleRate: 100_000 } } });
    }
  });

  it("logs every flow of the network of its nodes, and what the firewall allows", () => {
    const subnetworks = (recording: Recording<unknown>) =>
      inputsOf(recording, "gcp:compute/subnetwork:Subnetwork").map(({ logConfig }) => logConfig);
    expect(subnetworks(usual)).toEqual([undefined]);
    expect(subnetworks(raised)).toEqual([
      expect.objectContaining({ aggregationInterval: "INTERVAL_5_SEC", flowSampling: 1 }),
    ]);
    const rules = inputsOf(raised, "gcp:compute/firewall:Firewall");
    expect(rules.map(({ allows }) => allows).filter(Boolean)).not.toEqual([]);
    for (const { logConfig } of rules) {
      expect(logConfig).toEqual({ metadata: "INCLUDE_ALL_METADATA" });
    }
  });

  it("logs every translation of Cloud NAT", () => {
    const filters = (recording: Recording<unknown>) =>
      inputsOf(recording, "gcp:compute/routerNat:RouterNat").map(({ logConfig }) => logConfig);
    expect(filters(usual)).toEqual([{ enable: true, filter: "ERRORS_ONLY" }]);
    expect(filters(raised)).toEqual([{ enable: true, filter: "ALL" }]);
  });

  it("logs slow statements and connections of every instance of AlloyDB", () => {
    const flags = (recording: Recording<unknown>) =>
      inputsOf(recording, "gcp:alloydb/instance:Instance").map(
        ({ databaseFlags }) => databaseFlags,
      );
    expect(flags(raised)).toHaveLength(flags(usual).length);
    expect(flags(raised).length).toBeGreaterThan(1);
    for (const set of flags(raised)) {
      expect(set).toMatchObject({
        log_min_duration_statement: "1000",
        log_connections: "on",
        log_disconnections: "on",
      });
    }
    for (const set of flags(usual)) {
      expect(set).not.toHaveProperty("log_min_duration_statement");
      expect(set).not.toHaveProperty("log_connections");
    }
  });

  it("restarts no pod, be it of a service or of a store", () => {
    for (const type of ["kubernetes:apps/v1:Deployment", "kubernetes:apps/v1:StatefulSet"]) {
      expect(inputsOf(usual, type).length).toBeGreaterThan(0);
      expect(templatesOf(raised, type)).toEqual(templatesOf(usual, type));
    }
  });
});

/** What pods are made of, as text, with what is only known later by its form. */
function templatesOf(recording: Recording<unknown>, type: string): string[] {
  return inputsOf(recording, type).map(({ spec }) =>
    JSON.stringify((spec as { template: unknown }).template),
  );
}
