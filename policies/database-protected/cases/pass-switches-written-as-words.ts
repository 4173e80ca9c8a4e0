import type { PolicyCase } from "../../testing/policy-case";
import { alloyDbInstance, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      instance: { deletionProtection: "true" },
      settings: { deletionProtectionEnabled: "true" },
      backups: { enabled: "true", pointInTimeRecoveryEnabled: "true" },
      addresses: { ipv4Enabled: "false" },
    }),
    alloyDbInstance("main", { networkConfig: { enablePublicIp: "false" } }),
  ],
  findings: [],
} satisfies PolicyCase;
