import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        invokerIamDisabled: true,
        labels: UNKNOWN,
        template: { serviceAccount: "a@b.iam.gserviceaccount.com" },
      },
    },
  ],
  findings: [{ kind: "undetermined", path: "invokerIamDisabled" }],
} satisfies PolicyCase;
