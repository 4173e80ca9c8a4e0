import type { PolicyCase } from "../../testing/policy-case";

/** What Envoy forwards stands in its own settings; the port that it declares tells. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [{ name: "BILLING_URL", value: "http://localhost:9211" }],
                },
                {
                  name: "envoy",
                  image: "envoyproxy/envoy:v1.31.0",
                  ports: [{ containerPort: 9211 }],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
