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
                { image: "postgres:15" },
                { image: "mirror.example.com/library/redis:6.2" },
                { image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.1.0" },
                { image: "registry.k8s.io/pause:3.9" },
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
                { image: "postgres:16" },
                { image: "mirror.example.com/library/redis:7.2" },
                { image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.2.0" },
                { image: "registry.k8s.io/pause:3.10" },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
