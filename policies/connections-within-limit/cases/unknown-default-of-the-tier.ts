import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres({ tier: "db-n1-standard-1" }),
    postgres({ tier: UNKNOWN }, {}, "later"),
    postgres({ tier: "db-n1-standard-1" }, {}, "without-clients"),
    pooled(),
    pooled({ name: "web", from: ["later"] }),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.tier" },
    { resource: "later", kind: "undetermined", path: "settings.tier" },
  ],
} satisfies PolicyCase;
