import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:vpcaccess/connector:Connector",
      props: { name: "main", network: "default", ipCidrRange: "10.8.0.0/28" },
    },
  ],
  findings: [{ kind: "violation", path: "" }],
} satisfies PolicyCase;
