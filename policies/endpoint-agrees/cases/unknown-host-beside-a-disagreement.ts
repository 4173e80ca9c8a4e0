import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { CONTAINER, configMapOf, deploymentOf, secretOf } from "../program.fixture";

export default {
  resources: [
    secretOf({ DATABASE_URL: "postgresql://aia:pa55word@db:5432/aia", PGHOST: UNKNOWN }),
    configMapOf({ DB_HOST: "other" }),
    deploymentOf(),
  ],
  findings: [
    { resource: "api", kind: "violation", path: `${CONTAINER}.envFrom[1].configMapRef` },
    { resource: "api", kind: "undetermined", path: `${CONTAINER}.envFrom[0].secretRef` },
  ],
} satisfies PolicyCase;
