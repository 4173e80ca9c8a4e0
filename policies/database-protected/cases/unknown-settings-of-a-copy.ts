import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [postgres({ instance: { clone: { sourceInstanceName: UNKNOWN }, settings: ABSENT } })],
  findings: [{ kind: "undetermined", path: "settings" }],
} satisfies PolicyCase;
