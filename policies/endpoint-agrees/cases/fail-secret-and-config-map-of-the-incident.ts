import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, secretOf } from "../program.fixture";

/** The Secret of incident A4 and the ConfigMap of A5, in one container. */
export default {
  resources: [
    secretOf({ DATABASE_URL: "postgresql://aia:supersecret@localhost:5432/aia_production" }),
    configMapOf({ DB_HOST: "aia-alloydb-primary.default.svc.cluster.local" }),
    deploymentOf(),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].envFrom[1].configMapRef",
    },
  ],
  hides: ["supersecret"],
} satisfies PolicyCase;
