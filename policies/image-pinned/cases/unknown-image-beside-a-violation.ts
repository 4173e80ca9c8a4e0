import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: { containers: [{ image: UNKNOWN }, { image: "nginx" }] } },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template.containers[0].image" },
    { kind: "violation", path: "template.containers[1].image" },
  ],
} satisfies PolicyCase;
