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
      type: "kubernetes:core/v1:Service",
      name: "a",
      props: {
        metadata: { name: "a", namespace: "shop" },
        spec: { selector: { app: "api" }, clusterIP: "None", ports: [{ port: 5432 }] },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "b",
      props: { metadata: { namespace: "shop" }, spec: { ports: [{ port: 80, targetPort: 1 }] } },
    },
  ],
  findings: [],
} satisfies PolicyCase;
