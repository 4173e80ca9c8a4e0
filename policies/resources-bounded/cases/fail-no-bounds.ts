import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    object(
      "core/v1:LimitRange",
      "elsewhere",
      { spec: { limits: [{ type: "Container", default: { cpu: "1", memory: "1Gi" } }] } },
      { namespace: "frontend" },
    ),
    object("core/v1:LimitRange", "of-pods", {
      spec: { limits: [{ type: "Pod", max: { cpu: "1", memory: "1Gi" } }] },
    }),
    deployment(
      {},
      {
        initContainers: [
          { name: "proxy", restartPolicy: "Always", resources: { requests: { cpu: "1" } } },
        ],
      },
    ),
  ],
  findings: [
    `${at}.initContainers[0].resources.requests.memory`,
    `${at}.initContainers[0].resources.limits.memory`,
    `${at}.containers[0].resources.requests.cpu`,
    `${at}.containers[0].resources.requests.memory`,
    `${at}.containers[0].resources.limits.memory`,
  ].map((path) => ({ resource: "api", kind: "violation" as const, path })),
} satisfies PolicyCase;
