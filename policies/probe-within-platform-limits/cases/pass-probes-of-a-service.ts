import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          timeout: "3600s",
          containers: [
            {
              ports: { containerPort: 8000 },
              startupProbe: {
                httpGet: { path: "/health" },
                periodSeconds: 5,
                failureThreshold: 48,
              },
              livenessProbe: { httpGet: { path: "/health", port: 8001 }, timeoutSeconds: 5 },
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
