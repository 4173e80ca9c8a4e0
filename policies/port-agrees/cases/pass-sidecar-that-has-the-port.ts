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
              initContainers: [
                {
                  name: "proxy",
                  image: "shop/proxy:1",
                  restartPolicy: "Always",
                  ports: [{ containerPort: 9000 }],
                },
              ],
              containers: [
                {
                  name: "api",
                  image: "shop/api:1",
                  ports: [{ containerPort: 8000, name: "http" }],
                  readinessProbe: { httpGet: { path: "/", port: 9000 } },
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
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 9000 }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
