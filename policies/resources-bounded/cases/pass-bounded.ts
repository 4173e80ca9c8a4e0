import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const resources = { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "1Gi" } };

export default {
  resources: [
    deployment(
      { resources },
      {
        initContainers: [{ name: "migrate", resources: { limits: { cpu: 1, memory: "512Mi" } } }],
        ephemeralContainers: [{ name: "debug" }],
      },
    ),
    object("core/v1:Pod", "large", {
      spec: {
        containers: [
          { resources: { requests: { cpu: "200", memory: "800Gi" }, limits: { memory: "800Gi" } } },
        ],
      },
    }),
    object("core/v1:Pod", "shared", {
      spec: { resources: { limits: { cpu: "1", memory: "1Gi" } }, containers: [{}, {}] },
    }),
    object("apps/v1:DeploymentPatch", "patch", {
      spec: { template: { spec: { containers: [{ name: "api", image: "api:2" }] } } },
    }),
    object("autoscaling/v2:HorizontalPodAutoscaler", "api", {
      spec: { minReplicas: 2, maxReplicas: 10 },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
