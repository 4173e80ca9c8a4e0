import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, secretOf } from "../program.fixture";

export default {
  resources: [
    secretOf({ DATABASE_URL: "postgresql://aia:pa55word@db.aia-system:5432/aia_production" }),
    configMapOf({ DB_HOST: "db", DB_PORT: "5432", DB_NAME: "aia_production" }),
    deploymentOf(),
  ],
  findings: [],
} satisfies PolicyCase;
