import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: { combiner: "OR", displayName: "Errors", notificationChannels: UNKNOWN },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "latency",
      props: { combiner: "OR", displayName: "Latency" },
    },
  ],
  findings: [
    { resource: "errors", kind: "undetermined", path: "notificationChannels" },
    { resource: "latency", kind: "violation", path: "notificationChannels" },
  ],
} satisfies PolicyCase;
