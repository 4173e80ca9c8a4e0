import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    postgres({}, {}, "orders"),
    pooled({ variables: { DB_CONNECT_TIMEOUT: "35" } }),
    pooled({ name: "agreeing", variables: { DB_CONNECT_TIMEOUT: "35" }, from: ["db", "orders"] }),
    pooled({ name: "either", variables: { DB_CONNECT_TIMEOUT: "20" }, from: ["db", "orders"] }),
  ],
  findings: [
    { resource: "either", kind: "undetermined", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
