import type { PolicyCase } from "../../testing/policy-case";

/** An instance may have a port of its own. */
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
                      value: "postgresql://aia:supersecret@127.0.0.1:6000/aia_production",
                    },
                  ],
                },
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: ["p:r:i?port=6000"],
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
