import { pooled } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    pooled({
      scaling: {},
      variables: { DATABASE_URL: "postgresql://api@10.9.9.9/shop?pool_size=100" },
      from: [],
    }),
  ],
  findings: [],
} satisfies PolicyCase;
