import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "by-id",
      props: {
        combiner: "OR",
        displayName: "Errors",
        notificationChannels: ["projects/shop/notificationChannels/17"],
      },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "by-reference",
      props: { combiner: "OR", displayName: "Latency", notificationChannels: [UNKNOWN] },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "off",
      props: { combiner: "OR", displayName: "Old", enabled: false },
    },
  ],
  findings: [],
} satisfies PolicyCase;
