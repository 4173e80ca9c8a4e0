import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled({ variables: { DB_CONNECT_TIMEOUT: "35", DB_POOL_TIMEOUT: "30" } }),
    pooled({
      name: "auth",
      variables: {
        REDIS_CONNECT_TIMEOUT: "5",
        HTTP_CONNECT_TIMEOUT: "600",
        DB_STATEMENT_TIMEOUT: "60000",
        DB_CONNECT_TIMEOUT: "",
        REPORTS_URL: "mysql://auth@10.9.9.9/reports?connect_timeout=500",
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
