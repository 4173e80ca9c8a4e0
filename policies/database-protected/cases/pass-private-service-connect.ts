import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ addresses: { privateNetwork: ABSENT, pscConfigs: [{ pscEnabled: true }] } }),
  ],
  findings: [],
} satisfies PolicyCase;
