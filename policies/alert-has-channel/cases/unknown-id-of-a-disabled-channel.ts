import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/notificationChannel:NotificationChannel",
      name: "email",
      props: { type: "email", enabled: false, labels: { email_address: "team@example.com" } },
      outputs: { type: "email", enabled: false, id: UNKNOWN, name: UNKNOWN },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: { combiner: "OR", displayName: "Errors", notificationChannels: [UNKNOWN] },
      propertyDependencies: { notificationChannels: ["email"] },
    },
  ],
  findings: [{ resource: "errors", kind: "violation", path: "notificationChannels" }],
} satisfies PolicyCase;
