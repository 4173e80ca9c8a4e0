import type { PolicyCase } from "../../testing/policy-case";

/** The same for what has no annotations. */
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
  ],
  options: {
    listeners: [
      {
        resource: "db-url",
        name: "cloud-sql-proxy",
        port: 5432,
        reason: "The service that reads it is deployed by another program.",
      },
    ],
  },
  world: { phase: "update" },
  findings: [],
  hides: ["supersecret"],
} satisfies PolicyCase;
