import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        template: {
          maxInstanceRequestConcurrency: 2000,
          containers: [{ resources: { limits: { cpu: "1", memory: UNKNOWN } } }],
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template.containers[0].resources.limits.memory" },
    { kind: "violation", path: "template.maxInstanceRequestConcurrency" },
  ],
} satisfies PolicyCase;
