import type { PolicyCase } from "../../testing/policy-case";

/** The sidecar listens elsewhere, going by its own probe; and what the container itself asks is no proof of itself. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              name: "api",
              image: "shop/api:1",
              ports: { containerPort: 8000 },
              startupProbe: { httpGet: { path: "/startup", port: 9902 } },
              livenessProbe: { httpGet: { path: "/health", port: 9902 } },
            },
            {
              name: "probe-proxy",
              image: "shop/proxy:1",
              startupProbe: { httpGet: { path: "/ready", port: 9903 } },
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "template.containers[0].startupProbe.httpGet.port" },
    { kind: "violation", path: "template.containers[0].livenessProbe.httpGet.port" },
  ],
} satisfies PolicyCase;
