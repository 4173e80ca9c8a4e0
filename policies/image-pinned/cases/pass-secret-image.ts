import { type PolicyCase, secret } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: { template: secret({ containers: [{ image: "app:1.4.2" }] }) },
    },
  ],
  findings: [],
} satisfies PolicyCase;
