import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: { name: "api", template: { serviceAccount: "api@shop.iam.gserviceaccount.com" } },
    },
    {
      type: "gcp:cloudrunv2/serviceIamMember:ServiceIamMember",
      name: "caller",
      props: {
        name: "api",
        role: "roles/run.invoker",
        member: "serviceAccount:web@shop.iam.gserviceaccount.com",
      },
    },
    {
      type: "gcp:projects/iAMMember:IAMMember",
      name: "client",
      props: {
        role: "roles/cloudsql.client",
        member: "serviceAccount:api@shop.iam.gserviceaccount.com",
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
