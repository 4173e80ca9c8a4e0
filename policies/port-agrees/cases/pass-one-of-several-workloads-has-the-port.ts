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
            metadata: { labels: { app: "api" } },
            spec: {
              containers: [
                {
                  name: "api",
                  image: "shop/api:1",
                  ports: [{ containerPort: 8000, name: "http" }],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api-two",
      props: {
        metadata: { name: "api-two", namespace: "shop" },
        spec: {
          template: {
            metadata: { labels: { app: "api" } },
            spec: {
              containers: [{ name: "api", image: "shop/api:1", ports: [{ containerPort: 9000 }] }],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 9000 }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
