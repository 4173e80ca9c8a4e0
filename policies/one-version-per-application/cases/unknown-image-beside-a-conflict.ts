import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

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
            spec: { containers: [{ image: "shop/api:1.0.0" }] },
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
            spec: { containers: [{ image: UNKNOWN }, { image: "shop/api:2.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "b", kind: "undetermined", path: "spec.template.spec.containers[0].image" },
    { resource: "b", kind: "violation", path: "spec.template.spec.containers[1].image" },
  ],
} satisfies PolicyCase;
