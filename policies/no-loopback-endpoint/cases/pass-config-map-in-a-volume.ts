import type { PolicyCase } from "../../testing/policy-case";

/** A reader by a volume. */
export default {
  resources: [
    {
      type: "kubernetes:core/v1:ConfigMap",
      name: "settings",
      props: {
        metadata: { name: "settings" },
        data: { "app.yaml": "db:\n  url: postgresql://app@127.0.0.1:5432/db\n" },
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
                { name: "api", image: "registry.example.com/api:1.4.2" },
                {
                  name: "proxy",
                  image: "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1",
                  args: ["--port=5432", "p:r:i"],
                },
              ],
              volumes: [{ name: "settings", configMap: { name: "settings" } }],
            },
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
