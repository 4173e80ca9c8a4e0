import type { PolicyCase } from "../../testing/policy-case";

/** Settings of servers say where they listen. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: {
          "nginx.conf":
            "server {\n  listen 127.0.0.1:8080;\n  server_name localhost;\n  allow 127.0.0.1;\n}\n",
          "redis.conf": "bind 127.0.0.1 ::1\n",
          "postgresql.conf": "listen_addresses = 'localhost'\n",
          "application.yaml":
            "server:\n  address: 127.0.0.1\nmanagement:\n  server:\n    address: 127.0.0.1\n",
          "otel.yaml":
            "receivers:\n  otlp:\n    protocols:\n      grpc:\n        endpoint: localhost:4317\n",
          "www.conf": "[www]\nlisten = 127.0.0.1:9000\n",
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
