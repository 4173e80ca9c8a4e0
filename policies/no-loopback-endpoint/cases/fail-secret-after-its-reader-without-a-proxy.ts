import type { PolicyCase } from "../../testing/policy-case";

/** The reader comes first. */
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
  findings: [{ resource: "db", kind: "violation", path: "stringData.DATABASE_URL" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
