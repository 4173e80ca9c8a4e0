import type { PolicyCase } from "../../testing/policy-case";

/** A version of a regional secret. */
export default {
  resources: [
    {
      type: "gcp:secretmanager/regionalSecretVersion:RegionalSecretVersion",
      name: "db-host",
      props: { secret: "projects/shop/locations/r/secrets/db-host", secretData: "localhost" },
    },
  ],
  findings: [{ kind: "violation", path: "secretData" }],
} satisfies PolicyCase;
