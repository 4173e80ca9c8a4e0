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
                  env: [{ name: "PORT", value: "8000" }],
                  readinessProbe: { httpGet: { path: "/", port: "http" } },
                  livenessProbe: { httpGet: { path: "/", port: 8000 } },
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
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: "http" }] },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "b",
      props: {
        metadata: { name: "b", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8000 }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
