import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const template = { metadata: { labels: { app: "api", tier: "web" } }, spec: {} };

export default {
  resources: [
    object("apps/v1:Deployment", "other", {
      spec: { selector: { matchLabels: { app: "api", tier: "db" } }, template },
    }),
    object("apps/v1:StatefulSet", "none", { spec: { template } }),
    object("apps/v1:DaemonSet", "absent", {
      spec: {
        selector: { matchExpressions: [{ key: "tier", operator: "DoesNotExist" }] },
        template,
      },
    }),
    object("core/v1:ReplicationController", "old", {
      spec: { selector: { app: "old" }, template },
    }),
  ],
  findings: ["other", "absent", "old"].map((resource) => ({
    resource,
    kind: "violation" as const,
    path: "spec.selector",
  })),
} satisfies PolicyCase;
