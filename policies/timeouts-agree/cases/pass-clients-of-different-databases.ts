import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    postgres({}, {}, "reports"),
    pooled({ variables: { DB_CONNECT_TIMEOUT: "35" } }),
    pooled({ name: "reporting", variables: { DB_CONNECT_TIMEOUT: "20" }, from: ["reports"] }),
    pooled({ name: "elsewhere", variables: { DB_CONNECT_TIMEOUT: "5" }, from: [] }),
  ],
  findings: [],
} satisfies PolicyCase;
