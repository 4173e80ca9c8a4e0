import type { PolicyCase } from "../../testing/policy-case";

/** A version of Secret Manager, read by a service with a proxy. */
export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db-url",
      props: {
        secret: "projects/shop/secrets/db-url",
        secretData: "postgresql://aia:supersecret@127.0.0.1:5432/aia_production",
      },
    },
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
              envs: [
                {
                  name: "DATABASE_URL",
                  valueSource: { secretKeyRef: { secret: "db-url", version: "latest" } },
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
