import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:core/v1:Pod",
      props: { spec: { containers: [{ image: "registry.example.com:5000/team/app" }] } },
    },
  ],
  findings: [{ kind: "violation", path: "spec.containers[0].image" }],
} satisfies PolicyCase;
