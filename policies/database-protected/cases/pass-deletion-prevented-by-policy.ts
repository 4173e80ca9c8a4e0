import type { PolicyCase } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({ instance: { deletionProtection: false, deletionPolicy: "PREVENT" } }),
    postgres({ name: "kept", instance: { deletionProtection: false, deletionPolicy: "ABANDON" } }),
  ],
  findings: [],
} satisfies PolicyCase;
