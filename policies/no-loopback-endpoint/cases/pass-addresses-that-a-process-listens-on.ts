import type { PolicyCase } from "../../testing/policy-case";

/** What a process binds itself to is no endpoint that it connects to. */
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
                    { name: "HOST", value: "0.0.0.0" },
                    { name: "PORT", value: "8080" },
                    { name: "LISTEN_ADDR", value: "127.0.0.1:9000" },
                    { name: "BIND_HOST", value: "localhost" },
                    { name: "UVICORN_HOST", value: "127.0.0.1" },
                    { name: "HOSTNAME", value: "0.0.0.0" },
                    { name: "SERVER_ADDR", value: "0.0.0.0:8080" },
                    { name: "SERVER_ADDRESS", value: "127.0.0.1" },
                    { name: "MANAGEMENT_SERVER_ADDRESS", value: "127.0.0.1" },
                    { name: "METRICS_ADDR", value: "127.0.0.1:9090" },
                    { name: "ASPNETCORE_URLS", value: "http://localhost:5000" },
                    { name: "KAFKA_ADVERTISED_LISTENERS", value: "PLAINTEXT://localhost:9092" },
                    { name: "OTEL_EXPORTER_PROMETHEUS_HOST", value: "localhost" },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
