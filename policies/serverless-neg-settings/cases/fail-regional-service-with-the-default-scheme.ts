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
      type: "gcp:compute/regionBackendService:RegionBackendService",
      name: "web",
      props: {
        name: "web",
        backends: [
          {
            group:
              "https://www.googleapis.com/compute/v1/projects/shop/regions/europe-west1/networkEndpointGroups/api",
          },
        ],
        loadBalancingScheme: "INTERNAL",
      },
    },
  ],
  findings: [{ resource: "web", kind: "violation", path: "loadBalancingScheme" }],
} satisfies PolicyCase;
