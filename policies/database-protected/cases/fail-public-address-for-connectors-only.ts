import type { PolicyCase } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { connectorEnforcement: "REQUIRED" }, addresses: { ipv4Enabled: true } }),
  ],
  findings: [{ kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" }],
} satisfies PolicyCase;
