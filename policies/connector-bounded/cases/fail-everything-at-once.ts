import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:vpcaccess/connector:Connector",
      props: {
        name: "a-name-that-is-far-too-long",
        network: "default",
        ipCidrRange: "10.8.0.0/24",
        machineType: "n1-standard-1",
        minInstances: 1,
        maxInstances: 20,
      },
    },
  ],
  findings: [
    { kind: "violation", path: "minInstances" },
    { kind: "violation", path: "maxInstances" },
    { kind: "violation", path: "machineType" },
    { kind: "violation", path: "name" },
    { kind: "violation", path: "ipCidrRange" },
  ],
} satisfies PolicyCase;
