import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:compute/subnetwork:Subnetwork",
      name: "main",
      props: { ipCidrRange: "10.0.0.0/20" },
      outputs: { ipCidrRange: "10.0.0.0/20", name: UNKNOWN, id: UNKNOWN, region: UNKNOWN },
    },
    {
      type: "gcp:vpcaccess/connector:Connector",
      name: "connector",
      props: { name: "connector", subnet: { name: UNKNOWN }, minInstances: 2, maxInstances: 3 },
      propertyDependencies: { subnet: ["main"] },
    },
  ],
  findings: [{ resource: "connector", kind: "violation", path: "subnet.name" }],
} satisfies PolicyCase;
