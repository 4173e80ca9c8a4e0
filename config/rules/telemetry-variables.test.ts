import { describe } from "vitest";
import type { Raw } from "../stack-file.fixture";
import { accepts, refuses } from "./table.fixture";
import { telemetryVariables } from "./telemetry-variables";
import { variables } from "./variables";

const withTelemetry = (settings: object) => (file: Raw) => {
  file["holdfast:telemetry"] = { destination: "collector" };
  Object.assign(file["holdfast:services"].backend, settings);
};

describe("P8: telemetry of a service goes where the stack says", () => {
  refuses(telemetryVariables, [
    {
      name: "another endpoint in env",
      change: withTelemetry({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" } }),
      at: ["services.backend.env.OTEL_EXPORTER_OTLP_ENDPOINT"],
      says: "Remove it, or set telemetry: false for this service.",
    },
    {
      name: "another endpoint for one signal, another form and headers, from wherever",
      change: withTelemetry({
        env: { OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" },
        secrets: {
          OTEL_EXPORTER_OTLP_HEADERS: "signing-key",
          OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "signing-key",
        },
      }),
      at: [
        "services.backend.env.OTEL_EXPORTER_OTLP_PROTOCOL",
        "services.backend.secrets.OTEL_EXPORTER_OTLP_HEADERS",
        "services.backend.secrets.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      ],
    },
    {
      name: "attributes from a secret, which cannot be added to",
      change: withTelemetry({ secrets: { OTEL_RESOURCE_ATTRIBUTES: "signing-key" } }),
      at: ["services.backend.secrets.OTEL_RESOURCE_ATTRIBUTES"],
    },
    {
      name: "attributes that are none",
      change: withTelemetry({ env: { OTEL_RESOURCE_ATTRIBUTES: "team payments" } }),
      at: ["services.backend.env.OTEL_RESOURCE_ATTRIBUTES"],
      says: "team=payments",
    },
    {
      name: "a switch that ends what the stack declares",
      change: withTelemetry({ env: { OTEL_SDK_DISABLED: "True" } }),
      at: ["services.backend.env.OTEL_SDK_DISABLED"],
      says: "Set telemetry: false for this service, or remove the variable.",
    },
  ]);
  accepts(telemetryVariables, [
    {
      name: "a switch that ends nothing",
      change: withTelemetry({ env: { OTEL_SDK_DISABLED: "false" } }),
    },
    {
      name: "the switch of a service that opts out",
      change: withTelemetry({ telemetry: false, env: { OTEL_SDK_DISABLED: "true" } }),
    },
    {
      name: "an exporter of one signal that is off",
      change: withTelemetry({ env: { OTEL_METRICS_EXPORTER: "none" } }),
    },
    {
      name: "another endpoint of a service that opts out",
      change: withTelemetry({
        telemetry: false,
        env: { OTEL_EXPORTER_OTLP_ENDPOINT: "https://elsewhere.example" },
      }),
    },
    {
      name: "an endpoint where the stack names none",
      change: (file) => {
        file["holdfast:services"].backend.env = { OTEL_EXPORTER_OTLP_ENDPOINT: "https://a.b" };
      },
    },
    {
      name: "what a service says of itself",
      change: withTelemetry({
        env: {
          OTEL_SERVICE_NAME: "a",
          OTEL_TRACES_SAMPLER: "always_on",
          OTEL_RESOURCE_ATTRIBUTES: "team=payments",
          OTEL_EXPORTER_OTLP_TIMEOUT: "5000",
        },
      }),
    },
  ]);
});

describe("P8: what telemetry tells a service", () => {
  const requires = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME"];
  accepts(variables, [
    { name: "as required variables", change: withTelemetry({ requires }) },
    {
      name: "beside what the service sets itself",
      change: withTelemetry({ env: { OTEL_SERVICE_NAME: "a" } }),
    },
  ]);
  refuses(variables, [
    {
      name: "it as required by a service that opts out",
      change: withTelemetry({ telemetry: false, requires: ["OTEL_SERVICE_NAME"] }),
      at: ["services.backend.requires[0]"],
    },
    {
      name: "it as required where there is no telemetry",
      change: (file) => {
        file["holdfast:services"].backend.requires = ["OTEL_SERVICE_NAME"];
      },
      at: ["services.backend.requires[0]"],
    },
  ]);
});
