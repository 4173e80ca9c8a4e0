import type { PolicyCase } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [postgres({ instance: { deletionProtection: false } })],
  findings: [{ kind: "violation", path: "deletionProtection" }],
} satisfies PolicyCase;
