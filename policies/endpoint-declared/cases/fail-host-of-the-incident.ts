import { configMap, deployment, namespace } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    configMap("settings", {
      DATABASE_URL: "postgresql://aia@aia-alloydb-primary.default.svc.cluster.local:5432/aia",
    }),
    deployment({ envFrom: [{ configMapRef: { name: "settings" } }] }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].envFrom[0].configMapRef",
    },
  ],
} satisfies PolicyCase;
