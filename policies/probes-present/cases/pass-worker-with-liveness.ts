import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      ports: [{ name: "metrics", containerPort: 9090 }],
      livenessProbe: { exec: { command: ["worker", "alive"] } },
    }),
  ],
  findings: [],
} satisfies PolicyCase;
