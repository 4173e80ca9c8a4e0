import { pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled({ name: "later", variables: { DB_CONNECT_TIMEOUT: UNKNOWN } }),
    pooled({ variables: { DB_CONNECT_TIMEOUT: "35" } }),
    pooled({ name: "auth", variables: { DB_CONNECT_TIMEOUT: "20" } }),
  ],
  findings: [
    { resource: "later", kind: "undetermined", path: "template.containers[0].envs[0].value" },
    { resource: "auth", kind: "violation", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
