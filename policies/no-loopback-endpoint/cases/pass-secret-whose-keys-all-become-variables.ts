import type { PolicyCase } from "../../testing/policy-case";

/** A reader by envFrom. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: {
        metadata: { name: "db" },
        data: {
          DATABASE_URL:
            "cG9zdGdyZXNxbDovL2FpYTpzdXBlcnNlY3JldEAxMjcuMC4wLjE6NTQzMi9haWFfcHJvZHVjdGlvbg==",
        },
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
                  envFrom: [{ secretRef: { name: "db" } }],
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
  findings: [],
} satisfies PolicyCase;
