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
        spec: { selector: { app: "api" }, ports: [{ port: 80, targetPort: 8080 }] },
      },
    },
    {
      type: "kubernetes:core/v1:Service",
      name: "b",
      props: {
        metadata: { name: "b", namespace: "shop" },
        spec: { selector: { app: "api" }, ports: [{ port: 80 }] },
      },
    },
  ],
  findings: [
    { resource: "a", kind: "violation", path: "spec.ports[0].targetPort" },
    { resource: "b", kind: "violation", path: "spec.ports[0].port" },
  ],
} satisfies PolicyCase;
