import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "a",
      props: {
        project: "shop",
        location: "europe-west1",
        template: { containers: [{ image: "gcr.io/shop/api:2.0.0" }] },
      },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "b",
      props: {
        project: "shop",
        location: "us-central1",
        template: { containers: [{ image: "gcr.io/shop/api:1.0.0" }] },
      },
    },
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "c",
      props: {
        project: "other",
        location: "europe-west1",
        template: { containers: [{ image: "gcr.io/shop/api:3.0.0" }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
