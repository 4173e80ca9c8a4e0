import { deployment } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const httpGet = { path: "/health", port: 8000 };

export default {
  resources: [
    deployment(
      {
        ports: [{ containerPort: 8000 }],
        startupProbe: { httpGet },
        livenessProbe: { httpGet, periodSeconds: 10, failureThreshold: 6 },
        readinessProbe: { httpGet, periodSeconds: 10, failureThreshold: 3 },
      },
      {},
    ),
  ],
  findings: [],
} satisfies PolicyCase;
