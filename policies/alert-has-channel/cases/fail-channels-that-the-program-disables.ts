import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/notificationChannel:NotificationChannel",
      name: "old",
      props: { type: "email", enabled: false },
      outputs: {
        type: "email",
        enabled: false,
        id: "projects/shop/notificationChannels/17",
        name: "projects/shop/notificationChannels/17",
      },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: {
        combiner: "OR",
        displayName: "Errors",
        notificationChannels: ["projects/shop/notificationChannels/17"],
      },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "latency",
      props: {
        combiner: "OR",
        displayName: "Latency",
        notificationChannels: [
          "projects/shop/notificationChannels/17",
          "projects/shop/notificationChannels/18",
        ],
      },
    },
  ],
  findings: [{ resource: "errors", kind: "violation", path: "notificationChannels" }],
} satisfies PolicyCase;
