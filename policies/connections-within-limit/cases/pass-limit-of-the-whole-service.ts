import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    postgres(pinned("203")),
    pooled({ scaling: { maxInstanceCount: 100 }, more: { scaling: { maxInstanceCount: 4 } } }),
  ],
  findings: [],
} satisfies PolicyCase;
