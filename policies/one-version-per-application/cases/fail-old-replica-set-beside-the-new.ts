import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "executor",
      props: {
        metadata: { name: "executor", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "aia-agent-executor:2.0.0" }] },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:ReplicaSet",
      name: "executor-old",
      props: {
        metadata: { name: "executor-old", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: {} },
            spec: { containers: [{ image: "aia-agent-executor:1.0.0" }] },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "executor-old", kind: "violation", path: "spec.template.spec.containers[0].image" },
  ],
} satisfies PolicyCase;
