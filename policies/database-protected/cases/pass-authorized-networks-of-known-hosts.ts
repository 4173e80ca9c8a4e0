import type { PolicyCase } from "../../testing/policy-case";
import { postgres } from "../sound.fixture";

export default {
  resources: [
    postgres({
      addresses: { authorizedNetworks: [{ value: "203.0.113.7/32" }, { value: "10.0.0.0/8" }] },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
