import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/backendService:BackendService",
      name: "web",
      props: {
        name: "web",
        backends: [{ group: UNKNOWN, balancingMode: "UTILIZATION", capacityScaler: 1 }],
        loadBalancingScheme: "EXTERNAL_MANAGED",
        timeoutSec: 600,
      },
    },
    {
      type: "gcp:compute/backendService:BackendService",
      name: "plain",
      props: { name: "plain", backends: [{ group: UNKNOWN }] },
    },
  ],
  findings: [{ resource: "web", kind: "undetermined", path: "backends[0].group" }],
} satisfies PolicyCase;
