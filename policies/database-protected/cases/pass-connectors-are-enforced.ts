import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { connectorEnforcement: "REQUIRED" }, addresses: { sslMode: ABSENT } }),
  ],
  findings: [],
} satisfies PolicyCase;
