import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres(pinned(UNKNOWN)),
    postgres(pinned("100"), {}, "full"),
    pooled(),
    pooled({ name: "web", from: ["full"] }),
    pooled({ name: "worker", from: ["full"], scaling: { maxInstanceCount: UNKNOWN } }),
  ],
  findings: [
    { resource: "db", kind: "undetermined", path: "settings.databaseFlags[0].value" },
    { resource: "full", kind: "violation", path: "settings.databaseFlags[0].value" },
  ],
} satisfies PolicyCase;
