import { deployment, object } from "../../models/kubernetes/program.fixture";
import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

const at = "spec.template.spec";

export default {
  resources: [
    deployment(
      { resources: { requests: { cpu: UNKNOWN, memory: "1Gi" } } },
      {
        initContainers: [
          { resources: UNKNOWN },
          { resources: { requests: { cpu: "1", memory: "1" }, limits: UNKNOWN } },
        ],
      },
    ),
    object("autoscaling/v2:HorizontalPodAutoscaler", "scale", {
      spec: { minReplicas: 5, maxReplicas: UNKNOWN },
    }),
  ],
  findings: [
    { resource: "api", kind: "undetermined", path: `${at}.initContainers[0].resources` },
    { resource: "api", kind: "undetermined", path: `${at}.initContainers[1].resources.limits` },
    {
      resource: "api",
      kind: "violation",
      path: `${at}.initContainers[1].resources.requests.memory`,
    },
    { resource: "api", kind: "undetermined", path: `${at}.containers[0].resources.requests.cpu` },
    { resource: "api", kind: "violation", path: `${at}.containers[0].resources.limits.memory` },
    { resource: "scale", kind: "undetermined", path: "spec.maxReplicas" },
  ],
} satisfies PolicyCase;
