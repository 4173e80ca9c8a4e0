import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled({ variables: { DB_CONNECT_TIMEOUT: "35" } }),
    pooled({ name: "auth", variables: { PGCONNECT_TIMEOUT: "35s" } }),
    pooled({ name: "worker", variables: { DATABASE_CONNECTION_TIMEOUT_MS: "35000" } }),
    pooled({
      name: "web",
      variables: { DATABASE_URL: "postgresql://web@/shop?connect_timeout=35" },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
