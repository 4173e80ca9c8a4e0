import type { PolicyCase } from "../../testing/policy-case";

/** In an update what came before counts. */
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
                      valueFrom: { secretKeyRef: { name: "db", key: "DATABASE_URL" } },
                    },
                  ],
                },
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: ["--port=5432", "p:r:i"],
                },
              ],
            },
          },
        },
      },
    },
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        stringData: { DATABASE_URL: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production" },
      },
    },
  ],
  world: { phase: "update" },
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
