import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          timeout: "4000s",
          containers: [
            {
              startupProbe: { httpGet: {}, periodSeconds: 10, failureThreshold: 60 },
              livenessProbe: { tcpSocket: { port: 8000 } },
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "template.containers[0].startupProbe" },
    { kind: "violation", path: "template.containers[0].livenessProbe.tcpSocket" },
    { kind: "violation", path: "template.timeout" },
  ],
} satisfies PolicyCase;
