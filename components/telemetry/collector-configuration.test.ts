import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseMemory } from "../../config";
import { type CollectorFacts, collectorConfiguration } from "./collector-configuration";

const memory = parseMemory("512Mi");
const configuration = (facts: Partial<CollectorFacts> = {}) => {
  if (memory === undefined) throw new Error("512Mi is an amount of memory.");
  const usual = { platform: "gke", protocol: "http/protobuf", memory, project: "shop" } as const;
  return collectorConfiguration({ ...usual, ...facts });
};
const configured = (facts: Partial<CollectorFacts> = {}) => JSON.parse(configuration(facts));

describe("P8: the configuration of a collector", () => {
  it("P8: takes the form of OTLP that services are told, on its port", () => {
    expect(configured().receivers.otlp.protocols).toEqual({ http: { endpoint: "0.0.0.0:4318" } });
    expect(configured({ protocol: "grpc" }).receivers.otlp.protocols).toEqual({
      grpc: { endpoint: "0.0.0.0:4317" },
    });
  });

  it("P8: hands traces, metrics and logs on to Google, in the name of its own account", () => {
    const { exporters, service } = configured();
    expect(exporters.otlp_http).toEqual({
      endpoint: "https://telemetry.googleapis.com",
      auth: { authenticator: "googleclientauth" },
    });
    expect(Object.keys(service.pipelines)).toEqual(["traces", "metrics", "logs"]);
  });

  it("refuses what it has no memory for before it does anything else with it", () => {
    const { processors, service } = configured();
    expect(processors.memory_limiter).toMatchObject({ limit_mib: 409, spike_limit_mib: 102 });
    for (const { processors } of Object.values<{ processors: string[] }>(service.pipelines)) {
      expect(processors[0]).toBe("memory_limiter");
    }
  });

  const forms = (["gke", "cloud-run"] as const).flatMap((platform) =>
    (["http/protobuf", "grpc"] as const).map((protocol) => ({ platform, protocol })),
  );

  // A collector does not start where a pipeline names a part that is not declared, and a part that none names does nothing.
  it.each(forms)("P8: declares the parts that it uses, and no other: %j", (form) => {
    const { service, ...declared } = parse(configuration(form));
    const pipelines = Object.values<Record<string, string[]>>(service.pipelines);
    for (const kind of ["receivers", "processors", "exporters"]) {
      const used = new Set(pipelines.flatMap((pipeline) => pipeline[kind] ?? []));
      expect([...used].sort(), kind).toEqual(Object.keys(declared[kind]).sort());
      expect(used.size, kind).toBeGreaterThan(0);
    }
    for (const pipeline of pipelines) {
      expect(Object.keys(pipeline)).toEqual(["receivers", "processors", "exporters"]);
      expect(new Set(pipeline.processors).size).toBe(pipeline.processors?.length);
    }
    expect([...service.extensions].sort()).toEqual(Object.keys(declared.extensions).sort());
    expect(service.extensions).toContain(declared.exporters.otlp_http.auth.authenticator);
    expect(Object.keys(declared).sort()).toEqual(
      ["exporters", "extensions", "processors", "receivers"].sort(),
    );
  });

  it("P8: answers on Cloud Run once telemetry is handed on, since there is no CPU afterwards", () => {
    const { exporters, processors } = configured({ platform: "cloud-run" });
    expect(exporters.otlp_http.sending_queue).toEqual({ enabled: false });
    expect(processors).not.toHaveProperty("batch");
    expect(configured().processors).toHaveProperty("batch");
  });

  it("P8: answers on Cloud Run before a sender gives up, whatever Google does, and tries again on GKE", () => {
    const { otlp_http } = configured({ platform: "cloud-run" }).exporters;
    expect(otlp_http.retry_on_failure).toEqual({ enabled: false });
    expect(otlp_http.timeout).toMatch(/^\d+s$/);
    // Ten seconds are what a sender waits by itself.
    expect(Number.parseInt(otlp_http.timeout, 10)).toBeLessThan(10);
    expect(configured().exporters.otlp_http).not.toHaveProperty("retry_on_failure");
  });

  it("adds the project only where telemetry names none", () => {
    expect(configured().processors.resource.attributes).toEqual([
      { action: "insert", key: "gcp.project_id", value: "shop" },
    ]);
  });
});
