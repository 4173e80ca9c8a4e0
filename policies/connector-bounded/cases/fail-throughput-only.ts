import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:vpcaccess/connector:Connector",
      props: {
        name: "main",
        network: "default",
        ipCidrRange: "10.8.0.0/28",
        minThroughput: 200,
        maxThroughput: 300,
      },
    },
  ],
  findings: [{ kind: "violation", path: "maxThroughput" }],
} satisfies PolicyCase;
