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
                { image: "shop/tool:1" },
                { image: "shop/loader:1" },
                { image: "vendor/agent-one:1" },
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
                { image: "shop/tool:2" },
                { image: "shop/loader:2" },
                { image: "vendor/agent-one:2" },
              ],
            },
          },
        },
      },
    },
  ],
  options: { independent: ["docker.io/shop/tool", "loader", "docker.io/vendor/*"] },
  findings: [],
} satisfies PolicyCase;
