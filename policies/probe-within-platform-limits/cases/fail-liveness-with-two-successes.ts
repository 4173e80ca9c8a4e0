import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:StatefulSet",
      props: {
        spec: {
          template: {
            spec: { containers: [{ livenessProbe: { exec: {}, successThreshold: 2 } }] },
          },
        },
      },
    },
  ],
  findings: [
    {
      kind: "violation",
      path: "spec.template.spec.containers[0].livenessProbe.successThreshold",
    },
  ],
} satisfies PolicyCase;
