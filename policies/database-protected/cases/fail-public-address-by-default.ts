import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ addresses: { ipv4Enabled: ABSENT } }),
    postgres({ name: "bare", settings: { ipConfiguration: ABSENT } }),
  ],
  findings: [
    { resource: "db", kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" },
    { resource: "bare", kind: "violation", path: "settings.ipConfiguration.ipv4Enabled" },
    { resource: "bare", kind: "violation", path: "settings.ipConfiguration.sslMode" },
  ],
} satisfies PolicyCase;
