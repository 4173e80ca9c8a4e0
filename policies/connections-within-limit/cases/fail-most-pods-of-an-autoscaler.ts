import type { PolicyCase } from "../../testing/policy-case";
import { CONTAINER, client, object, settings, timescale } from "../cluster.fixture";

// Two pods fit, and the eight to which they grow do not.
export default {
  resources: [
    settings,
    ...timescale({ args: ["postgres", "-c", "max_connections=120"] }),
    client("api", { replicas: 2, strategy: { rollingUpdate: { maxSurge: 0 } } }),
    object("autoscaling/v2:HorizontalPodAutoscaler", "api", {
      spec: {
        maxReplicas: 8,
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      },
    }),
  ],
  findings: [{ resource: "postgresql-timescale", kind: "violation", path: `${CONTAINER}.args` }],
} satisfies PolicyCase;
