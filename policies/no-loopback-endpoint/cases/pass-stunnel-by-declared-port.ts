import type { PolicyCase } from "../../testing/policy-case";

/** Any image that declares the port. */
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
                  env: [{ name: "REDIS_URL", value: "redis://localhost:6390/0" }],
                },
                {
                  name: "tls",
                  image: "registry.example.com/tls:1",
                  ports: [{ containerPort: 6390 }],
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
