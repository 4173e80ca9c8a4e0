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
      type: "gcp:compute/instanceGroup:InstanceGroup",
      name: "vms",
      props: { name: "vms", zone: "europe-west1-b" },
      outputs: { name: "vms", zone: "europe-west1-b", id: UNKNOWN },
    },
    {
      type: "gcp:compute/backendService:BackendService",
      name: "web",
      props: {
        name: "web",
        backends: [{ group: UNKNOWN, balancingMode: "RATE", maxRate: 100 }],
        healthChecks: UNKNOWN,
        timeoutSec: 600,
        sessionAffinity: "CLIENT_IP",
        portName: "app",
      },

      propertyDependencies: { backends: ["vms"] },
    },
  ],
  findings: [],
} satisfies PolicyCase;
