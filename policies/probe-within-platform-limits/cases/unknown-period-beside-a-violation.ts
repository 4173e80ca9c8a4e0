import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          timeout: UNKNOWN,
          containers: [
            {
              startupProbe: { periodSeconds: UNKNOWN, failureThreshold: 0 },
              livenessProbe: UNKNOWN,
            },
          ],
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template.timeout" },
    { kind: "undetermined", path: "template.containers[0].startupProbe.periodSeconds" },
    { kind: "violation", path: "template.containers[0].startupProbe.failureThreshold" },
    { kind: "undetermined", path: "template.containers[0].livenessProbe" },
  ],
} satisfies PolicyCase;
