import { managed, pooled } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

// 2 x 400 for a single pair of database and user: 803 of 800. And 101 x 25 x 2 = 5050 clients of 5000.
export default {
  resources: [
    managed("db", [{ name: "max_pool_size", value: "400" }]),
    managed("crowded"),
    pooled({ scaling: { maxInstanceCount: 20 } }),
    pooled({ name: "web", from: ["crowded"], scaling: { maxInstanceCount: 101 } }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.connectionPoolConfigs[0]" },
    { resource: "crowded", kind: "violation", path: "settings.connectionPoolConfigs[0]" },
  ],
} satisfies PolicyCase;
