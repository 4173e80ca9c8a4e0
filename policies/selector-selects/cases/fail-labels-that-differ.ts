import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const selector = { matchLabels: { app: "web" } };

export default {
  resources: [
    deployment(),
    service({ selector: { app: "web" } }, "service"),
    object("policy/v1:PodDisruptionBudget", "budget", { spec: { selector } }),
    object("networking.k8s.io/v1:NetworkPolicy", "policy", { spec: { podSelector: selector } }),
    object("monitoring.googleapis.com/v1:PodMonitoring", "monitoring", { spec: { selector } }),
    object("core/v1:Pod", "elsewhere", {}, { namespace: "frontend", labels: { app: "web" } }),
  ],
  findings: [
    { resource: "service", kind: "violation", path: "spec.selector" },
    { resource: "budget", kind: "violation", path: "spec.selector" },
    { resource: "policy", kind: "violation", path: "spec.podSelector" },
    { resource: "monitoring", kind: "violation", path: "spec.selector" },
  ],
} satisfies PolicyCase;
