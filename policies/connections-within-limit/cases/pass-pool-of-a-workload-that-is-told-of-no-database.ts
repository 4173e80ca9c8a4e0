import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [postgres(pinned("25")), pooled({ scaling: {}, from: [] })],
  findings: [],
} satisfies PolicyCase;
