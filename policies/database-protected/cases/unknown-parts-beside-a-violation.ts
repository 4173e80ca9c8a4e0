import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      settings: { backupConfiguration: UNKNOWN },
      addresses: {
        ipv4Enabled: UNKNOWN,
        sslMode: "ALLOW_UNENCRYPTED_AND_ENCRYPTED",
        authorizedNetworks: [{ value: UNKNOWN }],
      },
    }),
  ],
  findings: [
    { kind: "undetermined", path: "settings.backupConfiguration" },
    { kind: "undetermined", path: "settings.ipConfiguration.ipv4Enabled" },
    { kind: "violation", path: "settings.ipConfiguration.sslMode" },
    { kind: "undetermined", path: "settings.ipConfiguration.authorizedNetworks[0].value" },
  ],
} satisfies PolicyCase;
