import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { CONTAINER, configMapOf, deploymentOf, secretOf } from "../program.fixture";

/** The name is known only after deployment; what the specification is made from tells which Secret it is. */
export default {
  resources: [
    secretOf({ DATABASE_URL: "postgresql://aia:pa55word@db:5432/aia" }),
    configMapOf({ DB_HOST: "other" }),
    {
      ...deploymentOf({
        envFrom: [{ secretRef: { name: UNKNOWN } }, { configMapRef: { name: UNKNOWN } }],
      }),
      propertyDependencies: { spec: ["aia-secrets", "aia-config"] },
    },
  ],
  findings: [{ resource: "api", kind: "violation", path: `${CONTAINER}.envFrom[1].configMapRef` }],
} satisfies PolicyCase;
