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
            spec: { containers: [{ image: "shop/api:1.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "canary",
      props: {
        metadata: { name: "canary", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { track: "canary" } },
            spec: { containers: [{ image: "shop/api:2.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "green",
      props: {
        metadata: { name: "green", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { version: "green" } },
            spec: { containers: [{ image: "shop/api:3.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
