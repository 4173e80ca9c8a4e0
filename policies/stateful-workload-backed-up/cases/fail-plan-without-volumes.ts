import type { PolicyCase } from "../../testing/policy-case";
import { database, plan } from "../program.fixture";

export default {
  resources: [database("postgres:17"), plan({ includeVolumeData: false })],
  findings: [{ resource: "db", kind: "violation", path: "spec.volumeClaimTemplates" }],
} satisfies PolicyCase;
