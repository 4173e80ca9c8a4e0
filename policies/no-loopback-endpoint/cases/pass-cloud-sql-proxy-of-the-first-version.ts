import type { PolicyCase } from "../../testing/policy-case";

/** The first version names the port behind the instance. */
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
                  image: "gcr.io/cloudsql-docker/gce-proxy:1.33.0",
                  command: ["/cloud_sql_proxy", "-instances=p:r:i=tcp:5432"],
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
