import type { PolicyCase } from "../../testing/policy-case";

/** The same for a sidecar that the cluster adds. */
export default {
  resources: [
    {
      type: "kubernetes:apps/v1:Deployment",
      name: "api",
      props: {
        metadata: { name: "api" },
        spec: {
          template: {
            metadata: { annotations: { "holdfast.dev/loopback-listener": "cloud-sql-proxy:5432" } },
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
