import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrun/service:Service",
      props: {
        template: {
          spec: {
            timeoutSeconds: 3601,
            containers: [{ startupProbe: { tcpSocket: { port: 80 }, initialDelaySeconds: 241 } }],
          },
        },
      },
    },
  ],
  findings: [
    {
      kind: "violation",
      path: "template.spec.containers[0].startupProbe.initialDelaySeconds",
    },
    { kind: "violation", path: "template.spec.timeoutSeconds" },
  ],
} satisfies PolicyCase;
