import type { PolicyCase } from "../../testing/policy-case";
import { budget, deployment } from "../program.fixture";

export default {
  resources: [deployment({ replicas: 2 }), budget({ minAvailable: 2 }, "budget")],
  findings: [{ resource: "budget", kind: "violation", path: "spec.minAvailable" }],
} satisfies PolicyCase;
