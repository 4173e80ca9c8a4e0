import type { PolicyCase } from "../../testing/policy-case";
import { ABSENT, postgres } from "../sound.fixture";

export default {
  resources: [postgres({ instance: { instanceType: "ON_PREMISES_INSTANCE", settings: ABSENT } })],
  findings: [],
} satisfies PolicyCase;
