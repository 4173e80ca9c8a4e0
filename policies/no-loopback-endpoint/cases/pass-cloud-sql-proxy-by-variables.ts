import type { PolicyCase } from "../../testing/policy-case";

/** The proxy takes its flags from variables too. */
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
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: [],
                  env: [
                    { name: "CSQL_PROXY_PORT", value: "5432" },
                    { name: "CSQL_PROXY_INSTANCE_CONNECTION_NAME", value: "p:r:i" },
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
  hides: ["supersecret"],
} satisfies PolicyCase;
