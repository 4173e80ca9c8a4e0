import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [postgres({ instance: { deletionProtection: false, settings: UNKNOWN } })],
  findings: [
    { kind: "violation", path: "deletionProtection" },
    { kind: "undetermined", path: "settings" },
  ],
} satisfies PolicyCase;
