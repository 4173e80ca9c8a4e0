import type { PolicyCase } from "../../testing/policy-case";

/** Nothing to judge in a workload without texts. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            spec: { containers: [{ name: "api", image: "registry.example.com/api:1.4.2" }] },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
