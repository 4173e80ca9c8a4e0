import type { PolicyCase } from "../../testing/policy-case";

/** A host that stands in a variable of its own. */
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
                    { name: "H", value: "localhost" },
                    { name: "DATABASE_URL", value: "postgresql://aia:supersecret@$(H):5432/db" },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].env[1].value" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
