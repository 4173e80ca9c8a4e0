import { pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(),
    pooled({
      variables: {
        DB_CONNECT_TIMEOUT: "35",
        DATABASE_URL: "postgresql://api:hunter2@/shop?connect_timeout=20",
      },
    }),
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.containers[0].envs[1].value" }],
  hides: ["hunter2"],
} satisfies PolicyCase;
