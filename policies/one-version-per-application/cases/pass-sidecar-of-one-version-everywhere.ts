import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "shop/api:1.0.0" }, { image: "shop/proxy:3.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "b",
      props: {
        metadata: { name: "b", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "shop/web:2.0.0" }, { image: "shop/proxy:3.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
