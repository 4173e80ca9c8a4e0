import type { PolicyCase } from "../../testing/policy-case";

/** A proxy that only has a socket. */
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
                  args: ["--unix-socket=/cloudsql", "p:r:i"],
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
