import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: "app:1.0.0", envs: UNKNOWN }] } },
    },
  ],
  findings: [{ kind: "undetermined", path: "template.containers[0].envs" }],
} satisfies PolicyCase;
