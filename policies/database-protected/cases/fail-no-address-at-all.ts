import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [postgres({ addresses: { privateNetwork: ABSENT } })],
  findings: [{ kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" }],
} satisfies PolicyCase;
