import type { PolicyCase } from "../../testing/policy-case";

/** PgBouncer, told another port by a variable. */
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
                      value: "postgresql://aia:supersecret@127.0.0.1:7000/aia_production",
                    },
                  ],
                },
                {
                  name: "pool",
                  image: "edoburu/pgbouncer:1.23.0",
                  env: [{ name: "LISTEN_PORT", value: "7000" }],
                },
              ],
            },
          },
        },
      },
    },
  ],
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
