import { deployment, object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    object("core/v1:LimitRange", "defaults", { spec: { limits: UNKNOWN } }),
    object(
      "core/v1:LimitRange",
      "somewhere",
      { spec: { limits: [{ type: "Container", default: { cpu: UNKNOWN } }] } },
      { namespace: UNKNOWN },
    ),
    deployment({ resources: { requests: { cpu: "1", memory: "1Gi" } } }),
  ],
  findings: [
    {
      resource: "api",
      kind: "undetermined",
      path: "spec.template.spec.containers[0].resources.limits.memory",
    },
  ],
} satisfies PolicyCase;
