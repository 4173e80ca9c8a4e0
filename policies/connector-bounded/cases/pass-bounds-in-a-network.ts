import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:vpcaccess/connector:Connector",
      props: {
        name: "staging-connector",
        network: UNKNOWN,
        ipCidrRange: "10.8.0.0/28",
        minInstances: 2,
        maxInstances: 10,
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
