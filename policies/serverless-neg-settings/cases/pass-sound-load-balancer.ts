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
        enableCdn: false,
        securityPolicy: UNKNOWN,
      },
      outputs: {
        name: "web",
        backends: [{ group: UNKNOWN, balancingMode: "UTILIZATION", capacityScaler: 1 }],
        loadBalancingScheme: "EXTERNAL_MANAGED",
        timeoutSec: UNKNOWN,
        sessionAffinity: UNKNOWN,
        portName: UNKNOWN,
        id: UNKNOWN,
      },
      propertyDependencies: { backends: ["api"] },
    },
    {
      type: "gcp:compute/uRLMap:URLMap",
      name: "routes",
      props: { name: "routes", defaultService: UNKNOWN },
      propertyDependencies: { defaultService: ["web"] },
    },
    {
      type: "gcp:compute/targetHttpsProxy:TargetHttpsProxy",
      name: "proxy",
      props: { name: "proxy", urlMap: UNKNOWN },
      propertyDependencies: { urlMap: ["routes"] },
    },
    {
      type: "gcp:compute/globalForwardingRule:GlobalForwardingRule",
      name: "https",
      props: { name: "https", target: UNKNOWN, loadBalancingScheme: "EXTERNAL_MANAGED" },
      propertyDependencies: { target: ["proxy"] },
    },
  ],
  findings: [],
} satisfies PolicyCase;
