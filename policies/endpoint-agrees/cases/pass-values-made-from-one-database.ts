import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

/** Nothing is known yet, but all of it is made from one instance. */
export default {
  resources: [
    postgres(),
    {
      type: "gcp:secretmanager/secretVersion:SecretVersion",
      name: "url",
      props: { secret: "projects/p/secrets/url", secretData: UNKNOWN },
      propertyDependencies: { secretData: ["db"] },
    },
    pooled({
      container: {
        envs: [
          { name: "DB_HOST", value: UNKNOWN },
          {
            name: "DATABASE_URL",
            valueSource: { secretKeyRef: { secret: "url", version: "1" } },
          },
        ],
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
