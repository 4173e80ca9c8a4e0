import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [postgres(), postgres({}, {}, "orders"), pooled({ from: ["db", "orders"] })],
  findings: [
    { resource: "api", kind: "undetermined", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
