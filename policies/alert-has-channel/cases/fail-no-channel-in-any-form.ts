import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "none",
      props: { combiner: "OR", displayName: "A" },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "empty",
      props: { combiner: "OR", displayName: "B", enabled: true, notificationChannels: [] },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "blank",
      props: { combiner: "OR", displayName: "C", notificationChannels: [""] },
    },
  ],
  findings: [
    { resource: "none", kind: "violation", path: "notificationChannels" },
    { resource: "empty", kind: "violation", path: "notificationChannels" },
    { resource: "blank", kind: "violation", path: "notificationChannels" },
  ],
} satisfies PolicyCase;
