import type { PolicyCase } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      addresses: {
        ipv4Enabled: true,
        authorizedNetworks: [
          { value: "203.0.113.7" },
          { value: "0.0.0.0/0" },
          { value: "128.0.0.0/1" },
        ],
      },
    }),
  ],
  findings: [
    { kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" },
    { kind: "violation", path: "settings.ipConfiguration.authorizedNetworks[1].value" },
    { kind: "violation", path: "settings.ipConfiguration.authorizedNetworks[2].value" },
  ],
} satisfies PolicyCase;
