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
    deployment({ env: [{ name: "REDIS_URL", value: "redis://redis-master:6379" }] }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].env[0].value",
    },
  ],
} satisfies PolicyCase;
