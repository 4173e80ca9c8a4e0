import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/regionNetworkEndpointGroup:RegionNetworkEndpointGroup",
      name: "api",
      props: { name: "api", region: "europe-west1" },
      outputs: {
        name: "api",
        region: "europe-west1",
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
      },
    },
    {
      type: "gcp:compute/uRLMap:URLMap",
      name: "routes",
      props: { name: "routes", defaultService: "projects/shop/global/backendServices/web" },
    },
    {
      type: "gcp:compute/targetHttpProxy:TargetHttpProxy",
      name: "proxy",
      props: { name: "proxy", urlMap: "projects/shop/global/urlMaps/routes" },
    },
    {
      type: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
      name: "http",
      props: {
        name: "http",
        target: "projects/shop/global/targetHttpProxies/proxy",
        loadBalancingScheme: "EXTERNAL",
      },
    },
  ],
  findings: [{ resource: "web", kind: "violation", path: "loadBalancingScheme" }],
} satisfies PolicyCase;
