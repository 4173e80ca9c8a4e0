import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const db = postgres(pinned("100"));

export default {
  resources: [
    { ...db, outputs: { ...db.props, privateIpAddress: "10.64.0.3" } },
    pooled({
      variables: { DATABASE_URL: "postgresql://api:hunter2@10.64.0.3/shop?connection_limit=20" },
      from: [],
    }),
  ],
  findings: [{ resource: "db", kind: "violation", path: "settings.databaseFlags[0].value" }],
  hides: ["hunter2"],
} satisfies PolicyCase;
