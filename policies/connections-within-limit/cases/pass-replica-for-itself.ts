import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    postgres(pinned("203")),
    postgres(pinned("203"), { masterInstanceName: UNKNOWN }, "replica"),
    pooled(),
    pooled({ name: "reports", from: ["replica"] }),
  ],
  findings: [],
} satisfies PolicyCase;
