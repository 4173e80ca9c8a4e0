import { managed, pooled } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const many = { scaling: { maxInstanceCount: 20 } };

// 20 x 25 x 2 = 1000 of 800 without the pooler, and 2 x 50 for each pair with it. Those of "small" fit either way.
export default {
  resources: [
    managed("db"),
    managed("sized", [{ name: "max_pool_size", value: UNKNOWN }]),
    managed("small"),
    pooled(many),
    pooled({ name: "web", from: ["sized"], ...many }),
    pooled({ name: "worker", from: ["small"] }),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.connectionPoolConfigs[0]" },
    { resource: "sized", kind: "undetermined", path: "settings.connectionPoolConfigs[0]" },
  ],
} satisfies PolicyCase;
