import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "main",
      props: { name: "main", ipCidrRange: "10.0.0.0/20", region: "europe-west1" },
    },
    {
      type: "gcp:vpcaccess/connector:Connector",
      name: "connector",
      props: { name: "connector", subnet: { name: "main" }, minInstances: 2, maxInstances: 3 },
      propertyDependencies: { subnet: ["main"] },
    },
  ],
  findings: [{ resource: "connector", kind: "violation", path: "subnet.name" }],
} satisfies PolicyCase;
