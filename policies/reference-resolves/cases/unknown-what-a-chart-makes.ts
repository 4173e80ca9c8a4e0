import { deployment, namespace } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    namespace(),
    {
      type: "kubernetes:helm.sh/v3:Release",
      name: "redis",
      props: { chart: "redis", namespace: "backend", values: UNKNOWN },
    },
    deployment({ envFrom: [{ secretRef: { name: "redis" } }] }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].envFrom[0].secretRef.name",
    },
  ],
} satisfies PolicyCase;
