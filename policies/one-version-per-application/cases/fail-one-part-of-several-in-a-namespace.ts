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
            metadata: { labels: { "app.kubernetes.io/part-of": "shop" } },
            spec: { containers: [{ image: "shop/api:2.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "worker",
      props: {
        metadata: {
          name: "worker",
          namespace: "shop",
          labels: { "app.kubernetes.io/part-of": "shop" },
        },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "shop/api:1.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "other",
      props: {
        metadata: { name: "other", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { "app.kubernetes.io/part-of": "other" } },
            spec: { containers: [{ image: "shop/tool:1.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "third",
      props: {
        metadata: { name: "third", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { "app.kubernetes.io/part-of": "third" } },
            spec: { containers: [{ image: "shop/tool:2.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "worker", kind: "violation", path: "spec.template.spec.containers[0].image" },
  ],
} satisfies PolicyCase;
