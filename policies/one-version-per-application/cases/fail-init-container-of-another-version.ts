import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: {
              initContainers: [{ image: "shop/api:1.0.0" }],
              containers: [{ image: "shop/api:2.0.0" }],
            },
          },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].image" }],
} satisfies PolicyCase;
