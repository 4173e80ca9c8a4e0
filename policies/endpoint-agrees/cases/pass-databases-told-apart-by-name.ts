import type { PolicyCase } from "../../testing/policy-case";
import { configMapOf, deploymentOf, secretOf } from "../program.fixture";

export default {
  resources: [
    secretOf({
      DATABASE_URL: "postgresql://aia:pa55word@db:6432/aia",
      DIRECT_URL: "postgresql://aia:pa55word@db:5432/aia",
      ANALYTICS_DATABASE_URL: "postgresql://aia:pa55word@warehouse:5432/analytics",
      REDIS_URL: "redis://:pa55word@redis:6379/0",
    }),
    configMapOf({ DB_READ_REPLICA_HOST: "db-replica", REDIS_SESSIONS_HOST: "sessions" }),
    deploymentOf(),
  ],
  findings: [],
} satisfies PolicyCase;
