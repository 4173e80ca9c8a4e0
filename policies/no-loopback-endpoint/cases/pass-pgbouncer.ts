import type { PolicyCase } from "../../testing/policy-case";

/** PgBouncer listens on 6432. */
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
                      value: "postgresql://aia:supersecret@127.0.0.1:6432/aia_production",
                    },
                  ],
                },
                { name: "pool", image: "docker.io/bitnami/pgbouncer:1.23.0" },
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
