import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      instance: { masterInstanceName: "primary" },
      settings: { backupConfiguration: ABSENT },
      addresses: { ipv4Enabled: true, sslMode: ABSENT },
    }),
  ],
  findings: [
    { kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" },
    { kind: "violation", path: "settings.ipConfiguration.sslMode" },
  ],
} satisfies PolicyCase;
