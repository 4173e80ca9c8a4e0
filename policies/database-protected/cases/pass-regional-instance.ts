import type { PolicyCase } from "../../testing/policy-case";
import { mysql, postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ settings: { availabilityType: "REGIONAL" } }),
    mysql({ name: "mysql", settings: { availabilityType: "REGIONAL" } }),
  ],
  findings: [],
} satisfies PolicyCase;
