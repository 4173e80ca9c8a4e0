import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** What connects does not serve itself. */
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
                  image: UNKNOWN,
                  env: [
                    {
                      name: "DATABASE_URL",
                      value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
                    },
                  ],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [{ kind: "violation", path: "spec.template.spec.containers[0].env[0].value" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
