import type { PolicyCase } from "../../testing/policy-case";
import { ingress } from "../program.fixture";

export default {
  resources: [ingress()],
  findings: [
    { kind: "violation", path: "metadata.annotations" },
    { kind: "violation", path: "spec.tls" },
  ],
} satisfies PolicyCase;
