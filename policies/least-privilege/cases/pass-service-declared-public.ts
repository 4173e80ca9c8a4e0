import type { PolicyCase } from "../../testing/policy-case";

const template = { serviceAccount: "api@shop.iam.gserviceaccount.com" };

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "labelled",
      props: { invokerIamDisabled: true, labels: { "holdfast-public": "true" }, template },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "listed",
      props: { invokerIamDisabled: true, template },
    },
  ],
  options: { publicServices: ["listed"] },
  findings: [],
} satisfies PolicyCase;
