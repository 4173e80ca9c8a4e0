import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const digest = `sha256:${"a".repeat(64)}`;

export default {
  resources: [
    object("core/v1:Pod", "it", {
      spec: {
        containers: [
          { image: `api@${digest}`, imagePullPolicy: "Always" },
          { image: "api:latest", imagePullPolicy: "IfNotPresent" },
          { image: "api:main" },
          { image: "api", imagePullPolicy: "Never" },
        ],
        volumes: [{ image: { reference: "model:2.0.0", pullPolicy: "Always" } }],
      },
    }),
  ],
  findings: [
    ...[0, 1, 2, 3].map((index) => ({
      kind: "violation" as const,
      path: `spec.containers[${index}].imagePullPolicy`,
    })),
    { kind: "violation", path: "spec.volumes[0].image.pullPolicy" },
  ],
} satisfies PolicyCase;
