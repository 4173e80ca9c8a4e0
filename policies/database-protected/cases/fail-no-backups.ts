import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { backupConfiguration: ABSENT } }),
    postgres({
      name: "off",
      backups: { enabled: false, pointInTimeRecoveryEnabled: false },
      settings: { availabilityType: "REGIONAL" },
    }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.backupConfiguration.enabled" },
    {
      resource: "db",
      kind: "violation",
      path: "settings.backupConfiguration.pointInTimeRecoveryEnabled",
    },
    { resource: "off", kind: "violation", path: "settings.backupConfiguration.enabled" },
    {
      resource: "off",
      kind: "violation",
      path: "settings.backupConfiguration.pointInTimeRecoveryEnabled",
    },
  ],
} satisfies PolicyCase;
