import { deployment } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [deployment({ securityContext: UNKNOWN })],
  findings: [{ kind: "undetermined", path: "spec.template.spec.containers[0].securityContext" }],
} satisfies PolicyCase;
