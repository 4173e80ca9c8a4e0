import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment({
      ports: [{ containerPort: 8000 }],
      startupProbe: { tcpSocket: { port: 8000 }, timeoutSeconds: 11 },
      livenessProbe: { tcpSocket: { port: 8000 }, periodSeconds: 5, timeoutSeconds: 30 },
      readinessProbe: { tcpSocket: { port: 8000 }, periodSeconds: 5, timeoutSeconds: 5 },
    }),
  ],
  findings: ["startupProbe", "livenessProbe"].map((probe) => ({
    kind: "violation" as const,
    path: `spec.template.spec.containers[0].${probe}.timeoutSeconds`,
  })),
} satisfies PolicyCase;
