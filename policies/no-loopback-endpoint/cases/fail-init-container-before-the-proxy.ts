import type { PolicyCase } from "../../testing/policy-case";

/** An init container ends before the proxy starts. */
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
                { name: "api", image: "registry.example.com/api:1.4.2" },
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: ["--port=5432", "p:r:i"],
                },
              ],
              initContainers: [
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
  findings: [{ kind: "violation", path: "spec.template.spec.initContainers[0].env[0].value" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
