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
            spec: { containers: [{ image: "europe-docker.pkg.dev/shop/apps/api:2.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:batch/v1:Job",
      name: "migrate",
      props: {
        metadata: { name: "migrate", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "europe-docker.pkg.dev/shop/apps/api:1.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "worker",
      props: {
        metadata: { name: "worker", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "europe-docker.pkg.dev/shop/apps/api:2.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "migrate", kind: "violation", path: "spec.template.spec.containers[0].image" },
  ],
} satisfies PolicyCase;
