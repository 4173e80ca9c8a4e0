import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [postgres(), pooled({ scaling: {}, variables: { DB_POOL_SIZE: "5" } })],
  findings: [{ resource: "db", kind: "violation", path: "settings.tier" }],
} satisfies PolicyCase;
