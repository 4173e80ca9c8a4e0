import type { PolicyCase } from "../../testing/policy-case";
import { autoscaler, budget, deployment, service, template } from "../program.fixture";

export default {
  resources: [
    deployment({
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      progressDeadlineSeconds: 900,
      revisionHistoryLimit: 5,
      template: template(
        { terminationGracePeriodSeconds: 60 },
        {
          startupProbe: { httpGet: { path: "/health", port: 8000 }, failureThreshold: 60 },
          lifecycle: { preStop: { sleep: { seconds: 15 } } },
        },
      ),
    }),
    service(),
    autoscaler(),
    budget({ maxUnavailable: 1 }),
  ],
  findings: [],
} satisfies PolicyCase;
