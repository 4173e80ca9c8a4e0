import type { PolicyCase } from "../../testing/policy-case";

/** A sidecar of Cloud Run declares no port. */
export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        name: "api",
        template: {
          containers: [
            {
              name: "api",
              image: "registry.example.com/api:1.4.2",
              ports: { containerPort: 8080 },
              envs: [
                {
                  name: "DATABASE_URL",
                  value: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
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
  ],
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
