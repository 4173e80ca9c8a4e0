import type { PolicyCase } from "../../testing/policy-case";

/** A pod asks for Dapr by an annotation. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            metadata: { annotations: { "dapr.io/enabled": "true" } },
            spec: {
              containers: [
                {
                  name: "api",
                  image: "registry.example.com/api:1.4.2",
                  env: [
                    { name: "DAPR_URL", value: "http://localhost:3500" },
                    { name: "DAPR_GRPC_ADDR", value: "localhost:50001" },
                  ],
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
