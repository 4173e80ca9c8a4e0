import type { PolicyCase } from "../../testing/policy-case";

/** One reader has a proxy, the other one has none. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        stringData: { DATABASE_URL: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production" },
      },
    },
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
      type: "kubernetes:apps/v1:Deployment",
      name: "worker",
      props: {
        metadata: { name: "worker" },
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
              ],
            },
          },
        },
      },
    },
  ],
  findings: [
    { resource: "worker", kind: "violation", path: "spec.template.spec.containers[0].env[0]" },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
