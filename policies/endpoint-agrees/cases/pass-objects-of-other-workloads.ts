import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, secretOf } from "../program.fixture";

/** What this workload does not read, and what has its name in another namespace, tells it nothing. */
export default {
  resources: [
    secretOf({ DATABASE_URL: "postgresql://aia:pa55word@db:5432/aia" }),
    configMapOf({ DB_HOST: "other" }, "other-config"),
    configMapOf({ DB_HOST: "db" }),
    { ...configMapOf({ DB_HOST: "other" }, "aia-config", "aia-frontend"), name: "frontend" },
    deploymentOf(),
  ],
  findings: [],
} satisfies PolicyCase;
