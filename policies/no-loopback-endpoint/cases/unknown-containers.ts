import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    { type: "gcp:cloudrunv2/service:Service", props: { template: UNKNOWN } },
    {
      type: "kubernetes:apps/v1:Deployment",
      props: {
        spec: {
          template: {
            spec: {
              initContainers: UNKNOWN,
              containers: [
                UNKNOWN,
                {
                  name: "app",
                  image: "app:1.0.0",
                  ports: [{ containerPort: 8080 }],
                  env: [{ name: "DATABASE_URL", value: "postgresql://db.example.com/app" }],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "template" },
    { kind: "undetermined", path: "spec.template.spec.initContainers" },
    { kind: "undetermined", path: "spec.template.spec.containers[0]" },
  ],
} satisfies PolicyCase;
