import type { PolicyCase } from "../../testing/policy-case";

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
        id: "https://www.googleapis.com/compute/v1/projects/shop/regions/europe-west1/networkEndpointGroups/api",
        selfLink:
          "https://www.googleapis.com/compute/v1/projects/shop/regions/europe-west1/networkEndpointGroups/api",
      },
    },
    {
      type: "gcp:compute/backendService:BackendService",
      name: "web",
      props: {
        name: "web",
        backends: [
          {
            group:
              "https://www.googleapis.com/compute/v1/projects/shop/regions/europe-west1/networkEndpointGroups/api",
          },
        ],
        loadBalancingScheme: "EXTERNAL_MANAGED",
        timeoutSec: 600,
        healthChecks: "projects/shop/global/healthChecks/web",
      },
    },
  ],
  findings: [
    { resource: "web", kind: "violation", path: "timeoutSec" },
    { resource: "web", kind: "violation", path: "healthChecks" },
  ],
} satisfies PolicyCase;
