import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: { containers: [{ resources: { limits: { cpu: "1", memory: "8Gi" } } }] },
      },
    },
  ],
  findings: [{ kind: "violation", path: "template.containers[0].resources.limits" }],
} satisfies PolicyCase;
