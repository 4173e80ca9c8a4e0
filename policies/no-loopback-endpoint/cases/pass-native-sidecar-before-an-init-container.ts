import type { PolicyCase } from "../../testing/policy-case";

/** A sidecar that starts before the init container that connects. */
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
              containers: [{ name: "api", image: "registry.example.com/api:1.4.2" }],
              initContainers: [
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: ["--port=5432", "p:r:i"],
                  restartPolicy: "Always",
                },
                {
                  name: "migrate",
                  image: "registry.example.com/api:1.4.2",
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
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
