import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const pod = (resources: object) => ({ resources });

export default {
  resources: [
    object("core/v1:Pod", "it", {
      spec: {
        containers: [
          pod({ requests: { cpu: "1000", memory: "512Mi" }, limits: { memory: "512Mi" } }),
          pod({ requests: { cpu: "100m", memory: "128m" }, limits: { memory: "1Gi" } }),
          pod({ limits: { cpu: "1", memory: 512 } }),
          pod({ limits: { cpu: "250", memory: "512Mi" } }),
          pod({ limits: { cpu: "1 core", memory: "512MB" } }),
        ],
      },
    }),
  ],
  findings: [
    "containers[0].resources.requests.cpu",
    "containers[1].resources.requests.memory",
    "containers[2].resources.limits.memory",
    "containers[3].resources.limits.cpu",
    "containers[4].resources.limits.cpu",
    "containers[4].resources.limits.memory",
  ].map((path) => ({ kind: "violation" as const, path: `spec.${path}` })),
} satisfies PolicyCase;
