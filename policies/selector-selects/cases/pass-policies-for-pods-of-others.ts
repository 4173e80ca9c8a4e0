import { namespace, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const selector = { matchLabels: { app: "api" } };

export default {
  resources: [
    namespace(),
    object("networking.k8s.io/v1:NetworkPolicy", "api", { spec: { podSelector: selector } }),
    object("policy/v1:PodDisruptionBudget", "api", { spec: { selector, minAvailable: 1 } }),
  ],
  findings: [],
} satisfies PolicyCase;
