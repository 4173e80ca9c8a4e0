import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
      name: "api",
      props: { name: "api", region: "europe-west1", networkEndpointType: "SERVERLESS" },
      outputs: {
        name: "api",
        region: "europe-west1",
        networkEndpointType: "SERVERLESS",
        id: UNKNOWN,
        selfLink: UNKNOWN,
      },
    },
    {
      type: "gcp:compute/backendService:BackendService",
      name: "web",
      props: {
        name: "web",
        backends: [{ group: UNKNOWN, balancingMode: "UTILIZATION", capacityScaler: 1 }],
        loadBalancingScheme: "EXTERNAL_MANAGED",
        timeoutSec: 600,
        sessionAffinity: UNKNOWN,
      },

      propertyDependencies: { backends: ["api"] },
    },
  ],
  findings: [
    { resource: "web", kind: "violation", path: "timeoutSec" },
    { resource: "web", kind: "undetermined", path: "sessionAffinity" },
  ],
} satisfies PolicyCase;
