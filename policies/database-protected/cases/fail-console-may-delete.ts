import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { deletionProtectionEnabled: ABSENT } }),
    postgres({ name: "off", settings: { deletionProtectionEnabled: false } }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.deletionProtectionEnabled" },
    { resource: "off", kind: "violation", path: "settings.deletionProtectionEnabled" },
  ],
} satisfies PolicyCase;
