import type { PolicyCase } from "../../testing/policy-case";

/** A version of Secret Manager. */
export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db-url",
      props: {
        secret: "projects/shop/secrets/db-url",
        secretData: "postgresql://aia:supersecret@localhost:5432/aia_production",
      },
    },
  ],
  findings: [{ kind: "violation", path: "secretData" }],
  hides: ["supersecret"],
} satisfies PolicyCase;
