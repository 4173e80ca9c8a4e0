import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        project: "shop",
        location: "europe-west1",
        template: { containers: [{ image: "gcr.io/shop/api:2.0.0" }] },
      },
    },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "migrate",
      props: {
        project: "shop",
        location: "europe-west1",
        template: { template: { containers: [{ image: "gcr.io/shop/api:1.0.0" }] } },
      },
    },
  ],
  findings: [{ resource: "api", kind: "violation", path: "template.containers[0].image" }],
} satisfies PolicyCase;
