import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled({ name: "backend", variables: { DB_CONNECT_TIMEOUT: "20.0" } }),
    pooled({ name: "auth", variables: { DB_CONNECT_TIMEOUT: "35.0" } }),
    pooled({ name: "worker", variables: { DB_CONNECT_TIMEOUT: "35" } }),
  ],
  findings: [
    { resource: "backend", kind: "violation", path: "template.containers[0].envs[0].value" },
  ],
} satisfies PolicyCase;
