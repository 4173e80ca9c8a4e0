import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: "nginx:1.27.3" }] } },
    },
  ],
  findings: [],
} satisfies PolicyCase;
