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
            spec: {
              containers: [
                {
                  image:
                    "shop/api:1.0.0@sha256:1111111111111111111111111111111111111111111111111111111111111111",
                },
              ],
            },
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
            spec: {
              containers: [
                {
                  image:
                    "shop/api:1.0.0@sha256:2222222222222222222222222222222222222222222222222222222222222222",
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [{ resource: "b", kind: "violation", path: "spec.template.spec.containers[0].image" }],
} satisfies PolicyCase;
