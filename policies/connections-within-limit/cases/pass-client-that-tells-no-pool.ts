import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(pinned("25")),
    pooled({
      scaling: {},
      variables: {
        REDIS_POOL_SIZE: "100",
        THREAD_POOL_SIZE: "100",
        HTTP_MAX_CONNECTIONS: "1000",
        DB_POOL_TIMEOUT: "600",
        DB_POOL_RECYCLE: "3600",
        DB_POOL_MIN: "50",
        DATABASE_URL: "postgresql://api@10.0.0.3/shop?application_name=pool_size",
        DB_POOL_SIZE: "0",
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
