import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { exposed } from "../program.fixture";

export default {
  resources: [...exposed("api"), ...exposed("frontend", { type: UNKNOWN })],
  findings: [{ resource: "frontend", kind: "undetermined", path: "spec.type" }],
} satisfies PolicyCase;
