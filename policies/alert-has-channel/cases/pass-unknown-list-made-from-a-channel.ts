import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/notificationChannel:NotificationChannel",
      name: "pager",
      props: { type: "email", enabled: true, labels: { email_address: "team@example.com" } },
      outputs: { type: "email", enabled: true, id: UNKNOWN, name: UNKNOWN },
    },
    {
      type: "gcp:monitoring/notificationChannel:NotificationChannel",
      name: "email",
      props: { type: "email", enabled: false, labels: { email_address: "team@example.com" } },
      outputs: { type: "email", enabled: false, id: UNKNOWN, name: UNKNOWN },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: { combiner: "OR", displayName: "Errors", notificationChannels: UNKNOWN },
      propertyDependencies: { notificationChannels: ["email", "pager"] },
    },
  ],
  findings: [],
} satisfies PolicyCase;
