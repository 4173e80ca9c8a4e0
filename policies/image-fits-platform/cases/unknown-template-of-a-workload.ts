import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      props: { metadata: { name: "api" }, spec: { template: UNKNOWN } },
    },
  ],
  world: { images: {} },
  findings: [{ kind: "undetermined", path: "spec.template" }],
} satisfies PolicyCase;
