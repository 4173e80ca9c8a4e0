import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const digest = `sha256:${"a".repeat(64)}`;

export default {
  resources: [
    object("core/v1:Pod", "it", {
      spec: {
        containers: [
          { image: "api:1.0.0" },
          { image: "api:1.0.0", imagePullPolicy: "IfNotPresent" },
          { image: `api:latest@${digest}`, imagePullPolicy: "IfNotPresent" },
          { image: "api:main", imagePullPolicy: "Always" },
          { image: "api:latest" },
          { image: "api" },
          { imagePullPolicy: "Always" },
        ],
        volumes: [{ image: { reference: "model:2", pullPolicy: "IfNotPresent" } }],
      },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
