import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      resources: {
        requests: { cpu: "2", memory: "2Gi" },
        limits: { cpu: "1500m", memory: "2048Mi" },
      },
    }),
    object("autoscaling/v2:HorizontalPodAutoscaler", "scale", {
      spec: { minReplicas: 5, maxReplicas: 3 },
    }),
    object("autoscaling/v2:HorizontalPodAutoscaler", "endless", { spec: { minReplicas: 5 } }),
  ],
  findings: [
    {
      resource: "api",
      kind: "violation",
      path: "spec.template.spec.containers[0].resources.requests.cpu",
    },
    { resource: "scale", kind: "violation", path: "spec.maxReplicas" },
    { resource: "endless", kind: "violation", path: "spec.maxReplicas" },
  ],
} satisfies PolicyCase;
