import type { PolicyCase } from "../../testing/policy-case";
import { database, databaseService } from "../program.fixture";

export default {
  resources: [database(), { ...databaseService, name: "service" }],
  findings: [{ resource: "db", kind: "violation", path: "spec.volumeClaimTemplates" }],
} satisfies PolicyCase;
