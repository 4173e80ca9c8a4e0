import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:StatefulSet",
      props: {
        spec: {
          template: { spec: { initContainers: [{ image: "init" }], containers: UNKNOWN } },
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers" },
    { kind: "violation", path: "spec.template.spec.initContainers[0].image" },
  ],
} satisfies PolicyCase;
