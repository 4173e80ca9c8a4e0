import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** Containers that cannot be read may listen. */
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
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
                UNKNOWN,
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[1]" },
    { kind: "undetermined", path: "spec.template.spec.containers[0].env[0].value" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
