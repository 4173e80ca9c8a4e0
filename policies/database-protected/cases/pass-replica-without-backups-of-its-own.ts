import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      instance: { masterInstanceName: "primary", deletionProtection: false },
      settings: { backupConfiguration: ABSENT, deletionProtectionEnabled: ABSENT },
    }),
    postgres({
      name: "pool",
      instance: { instanceType: "READ_POOL_INSTANCE" },
      settings: { backupConfiguration: ABSENT, deletionProtectionEnabled: ABSENT },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
