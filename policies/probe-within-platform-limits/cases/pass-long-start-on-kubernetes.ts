import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  startupProbe: { httpGet: { port: 80 }, periodSeconds: 10, failureThreshold: 60 },
                  livenessProbe: { tcpSocket: { port: 80 } },
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
