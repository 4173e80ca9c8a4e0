import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "here",
      props: { name: "connectors", ipCidrRange: "10.8.0.0/20", region: "europe-west1" },
    },
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "elsewhere",
      props: { name: "connectors", ipCidrRange: "10.9.0.0/28", region: "us-central1" },
    },
    {
      type: "gcp:vpcaccess/connector:Connector",
      name: "main",
      props: {
        name: "main",
        region: "europe-west1",
        subnet: { name: "connectors" },
        minInstances: 2,
        maxInstances: 3,
      },
    },
  ],
  findings: [{ resource: "main", kind: "violation", path: "subnet.name" }],
} satisfies PolicyCase;
