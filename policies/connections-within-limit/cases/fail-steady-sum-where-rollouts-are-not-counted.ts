import { pinned, pooled, postgres } from "../../models/connection/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [postgres(pinned("102")), pooled()],
  options: { countRollouts: false },
  findings: [{ resource: "db", kind: "violation", path: "settings.databaseFlags[0].value" }],
} satisfies PolicyCase;
