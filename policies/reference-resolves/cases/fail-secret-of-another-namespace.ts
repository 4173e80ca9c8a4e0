import { deployment, namespace, object, secret } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    secret("db", { URL: "x" }, { namespace: "frontend" }),
    object(
      "core/v1:Secret",
      "cache",
      { stringData: { URL: "x" } },
      { name: UNKNOWN, namespace: "frontend" },
    ),
    deployment({ envFrom: [{ secretRef: { name: "db" } }] }),
    object(
      "core/v1:Pod",
      "pod",
      { spec: { containers: [{ envFrom: [{ secretRef: { name: UNKNOWN } }] }] } },
      {},
      { propertyDependencies: { spec: ["cache"] } },
    ),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].envFrom[0].secretRef.name",
    },
    { resource: "pod", kind: "violation", path: "spec.containers[0].envFrom[0].secretRef.name" },
  ],
} satisfies PolicyCase;
