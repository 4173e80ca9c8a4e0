import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { gateway } from "../program.fixture";

export default {
  resources: [gateway({ addresses: UNKNOWN }, { protocol: "HTTP", port: 80 })],
  findings: [{ kind: "violation", path: "spec.listeners" }],
} satisfies PolicyCase;
