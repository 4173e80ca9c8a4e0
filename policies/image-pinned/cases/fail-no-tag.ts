import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: "nginx" }] } },
    },
  ],
  findings: [{ kind: "violation", path: "template.containers[0].image" }],
} satisfies PolicyCase;
