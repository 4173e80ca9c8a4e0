import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          containers: [
            {
              image: "shop/api:1",
              startupProbe: { httpGet: { path: "/health", port: 8080 } },
              livenessProbe: { httpGet: { path: "/health" } },
            },
            {
              image: "shop/proxy:1",
              envs: [{ name: "PORT", value: "9000" }],
              startupProbe: { tcpSocket: { port: 9000 } },
            },
          ],
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
