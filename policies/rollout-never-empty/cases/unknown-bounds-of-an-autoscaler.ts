import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";
import { autoscaler, deployment } from "../program.fixture";

export default {
  resources: [deployment(), autoscaler({ maxReplicas: UNKNOWN }, "scaler")],
  findings: [{ resource: "scaler", kind: "undetermined", path: "spec.maxReplicas" }],
} satisfies PolicyCase;
