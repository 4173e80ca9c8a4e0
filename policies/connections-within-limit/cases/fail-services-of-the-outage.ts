import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres({ tier: "db-custom-1-3840" }),
    pooled({ name: "backend", scaling: { maxInstanceCount: 10 } }),
    pooled({ name: "auth", scaling: { maxInstanceCount: 10 } }),
  ],
  findings: [{ resource: "db", kind: "violation", path: "settings.tier" }],
} satisfies PolicyCase;
