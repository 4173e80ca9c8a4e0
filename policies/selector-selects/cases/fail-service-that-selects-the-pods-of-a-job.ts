import { deployment, object, service } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment(),
    service({}, "front"),
    object("batch/v1:Job", "migrate", {
      spec: { template: { metadata: { labels: { app: "api" } }, spec: {} } },
    }),
  ],
  findings: [{ resource: "front", kind: "violation", path: "spec.selector" }],
} satisfies PolicyCase;
