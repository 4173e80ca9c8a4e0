import type { PolicyCase } from "../../testing/policy-case";
import { deployment, service } from "../program.fixture";

export default {
  resources: [deployment({ replicas: 3, strategy: { type: "Recreate" } }), service()],
  findings: [{ resource: "api", kind: "violation", path: "spec.strategy.type" }],
} satisfies PolicyCase;
