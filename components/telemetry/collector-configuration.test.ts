import { describe, expect, it } from "vitest";
import { parseMemory } from "../../config";
import { type CollectorFacts, collectorConfiguration } from "./collector-configuration";

const memory = parseMemory("512Mi");
const configured = (facts: Partial<CollectorFacts> = {}) => {
  if (memory === undefined) throw new Error("512Mi is an amount of memory.");
  const usual = { platform: "gke", protocol: "http/protobuf", memory, project: "shop" } as const;
  return JSON.parse(collectorConfiguration({ ...usual, ...facts }));
};

describe("P8: the configuration of a collector", () => {
  it("P8: takes the form of OTLP that services are told, on its port", () => {
    expect(configured().receivers.otlp.protocols).toEqual({ http: { endpoint: "0.0.0.0:4318" } });
    expect(configured({ protocol: "grpc" }).receivers.otlp.protocols).toEqual({
      grpc: { endpoint: "0.0.0.0:4317" },
    });
  });

  it("P8: hands traces, metrics and logs on to Google, in the name of its own account", () => {
    const { exporters, extensions, service } = configured();
    expect(exporters.otlp_http).toEqual({
      endpoint: "https://telemetry.googleapis.com",
      auth: { authenticator: "googleclientauth" },
    });
    expect(Object.keys(extensions).sort()).toEqual([...service.extensions].sort());
    expect(Object.keys(service.pipelines)).toEqual(["traces", "metrics", "logs"]);
  });

  it("refuses what it has no memory for before it does anything else with it", () => {
    const { processors, service } = configured();
    expect(processors.memory_limiter).toMatchObject({ limit_mib: 409, spike_limit_mib: 102 });
    for (const { processors } of Object.values<{ processors: string[] }>(service.pipelines)) {
      expect(processors[0]).toBe("memory_limiter");
    }
  });

  it("names every part that a pipeline uses", () => {
    for (const platform of ["gke", "cloud-run"] as const) {
      const { processors, service } = configured({ platform });
      const used = Object.values<{ processors: string[] }>(service.pipelines).flatMap(
        (pipeline) => pipeline.processors,
      );
      expect(new Set(used)).toEqual(new Set(Object.keys(processors)));
    }
  });

  it("P8: answers on Cloud Run once telemetry is handed on, since there is no CPU afterwards", () => {
    const { exporters, processors } = configured({ platform: "cloud-run" });
    expect(exporters.otlp_http.sending_queue).toEqual({ enabled: false });
    expect(processors).not.toHaveProperty("batch");
    expect(configured().processors).toHaveProperty("batch");
  });

  it("adds the project only where telemetry names none", () => {
    expect(configured().processors.resource.attributes).toEqual([
      { action: "insert", key: "gcp.project_id", value: "shop" },
    ]);
  });
});
