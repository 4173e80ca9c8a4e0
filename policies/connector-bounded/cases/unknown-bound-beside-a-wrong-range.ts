import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:vpcaccess/connector:Connector",
      props: {
        name: "main",
        network: UNKNOWN,
        ipCidrRange: "10.8.0.0/29",
        minInstances: 2,
        maxInstances: UNKNOWN,
      },
    },
  ],
  findings: [
    { kind: "undetermined", path: "maxInstances" },
    { kind: "violation", path: "ipCidrRange" },
  ],
} satisfies PolicyCase;
