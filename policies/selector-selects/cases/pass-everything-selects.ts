import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const selector = { matchLabels: { app: "api" } };

export default {
  resources: [
    deployment(),
    service(),
    service({ selector: undefined }, "without-selector"),
    service(
      { type: "ExternalName", externalName: "db.example.com", selector: { app: "x" } },
      "alias",
    ),
    object("policy/v1:PodDisruptionBudget", "api", { spec: { selector, maxUnavailable: 1 } }),
    object("networking.k8s.io/v1:NetworkPolicy", "deny", { spec: { podSelector: {} } }),
    object("networking.k8s.io/v1:NetworkPolicy", "api", { spec: { podSelector: selector } }),
    object("monitoring.googleapis.com/v1:PodMonitoring", "api", { spec: { selector } }),
    object("core/v1:ReplicationController", "old", {
      spec: {
        selector: { app: "old" },
        template: { metadata: { labels: { app: "old" } }, spec: {} },
      },
    }),
    object("batch/v1:Job", "indexed", {
      spec: { template: { metadata: { labels: { job: "indexed" } }, spec: {} } },
    }),
    service({ clusterIP: "None", selector: { job: "indexed" } }, "indexed"),
  ],
  findings: [],
} satisfies PolicyCase;
