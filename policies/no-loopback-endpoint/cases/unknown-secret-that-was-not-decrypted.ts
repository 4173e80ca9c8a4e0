import { type PolicyCase, UNDECRYPTED } from "../../testing/policy-case";

/** An analysis of an exported state without its key. */
export default {
  resources: [
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "db-url",
      props: { secret: "projects/shop/secrets/db-url", secretData: UNDECRYPTED },
    },
    {
      type: "kubernetes:core/v1:Secret",
      name: "db",
      props: { metadata: { name: "db" }, stringData: { DATABASE_URL: UNDECRYPTED } },
    },
  ],
  findings: [
    { resource: "db-url", kind: "undetermined", path: "secretData" },
    { resource: "db", kind: "undetermined", path: "stringData" },
  ],
} satisfies PolicyCase;
