import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [postgres({ addresses: { sslMode: ABSENT, requireSsl: true } })],
  findings: [],
} satisfies PolicyCase;
