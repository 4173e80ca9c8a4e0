import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { database, plan } from "../program.fixture";

export default {
  resources: [
    database(),
    plan({ includeVolumeData: false }, { backupSchedule: { cronSchedule: UNKNOWN } }),
  ],
  findings: [{ resource: "db", kind: "violation", path: "spec.volumeClaimTemplates" }],
} satisfies PolicyCase;
