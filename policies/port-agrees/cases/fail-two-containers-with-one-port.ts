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
                { name: "proxy", image: "shop/proxy:1", ports: [{ containerPort: 8000 }] },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "spec.template.spec.containers[1].ports[0].containerPort" },
  ],
} satisfies PolicyCase;
