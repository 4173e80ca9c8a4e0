import type { PolicyCase } from "../../testing/policy-case";

/** A sidecar of Cloud Run cannot declare a port, but a probe can ask one. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        name: "api",
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              ports: { containerPort: 8080 },
              envs: [{ name: "CACHE_URL", value: "http://localhost:7000" }],
            },
            {
              name: "cache",
              image: "registry.example.com/cache:1",
              startupProbe: { tcpSocket: { port: 7000 } },
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
