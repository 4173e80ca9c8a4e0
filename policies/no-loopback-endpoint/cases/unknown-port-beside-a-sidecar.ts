import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** Nothing tells which port is meant, and a sidecar listens on some. */
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
                    { name: "DB_HOST", value: "127.0.0.1" },
                    { name: "DB_PORT", value: UNKNOWN },
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
  ],
  findings: [
    { kind: "undetermined", path: "spec.template.spec.containers[0].env" },
    { kind: "undetermined", path: "spec.template.spec.containers[0].env[0].value" },
  ],
} satisfies PolicyCase;
