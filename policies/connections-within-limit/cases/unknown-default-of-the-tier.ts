import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres({ tier: "db-n1-standard-1" }),
    postgres({ tier: UNKNOWN }, {}, "later"),
    postgres({ tier: "db-n1-standard-1" }, {}, "without-clients"),
    postgres({ connectionPoolConfigs: [{ connectionPoolingEnabled: true }] }, {}, "managed"),
    pooled(),
    pooled({ name: "web", from: ["later"] }),
    pooled({ name: "worker", from: ["managed"] }),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.tier" },
    { resource: "later", kind: "undetermined", path: "settings.tier" },
    { resource: "managed", kind: "undetermined", path: "settings.connectionPoolConfigs" },
  ],
} satisfies PolicyCase;
