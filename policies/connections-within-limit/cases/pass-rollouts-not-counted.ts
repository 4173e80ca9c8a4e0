import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [postgres(pinned("103")), pooled()],
  options: { countRollouts: false },
  findings: [],
} satisfies PolicyCase;
