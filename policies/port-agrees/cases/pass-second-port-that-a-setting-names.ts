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
                  env: [{ name: "MANAGEMENT_PORT", value: "8081" }],
                  args: ["--listen", "0.0.0.0:8082"],
                  readinessProbe: { httpGet: { path: "/", port: 8081 } },
                  livenessProbe: { httpGet: { path: "/", port: 8082 } },
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
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8081 }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
