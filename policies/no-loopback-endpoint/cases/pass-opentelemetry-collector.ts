import type { PolicyCase } from "../../testing/policy-case";

/** A collector beside the service. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://localhost:4317" },
                    {
                      name: "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                      value: "http://localhost:4318/v1/traces",
                    },
                  ],
                },
                { name: "otel", image: "otel/opentelemetry-collector-contrib:0.111.0" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
