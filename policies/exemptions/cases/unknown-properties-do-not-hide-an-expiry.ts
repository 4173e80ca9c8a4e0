import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    { type: "gcp:cloudrunv2/service:Service", name: "api", props: { template: UNKNOWN } },
  ],
  options: {
    entries: [
      {
        policy: "image-pinned",
        resource: "api",
        reason: "The vendor publishes no releases.",
        owner: "team-web",
        expires: "2026-01-31",
      },
    ],
  },
  findings: [{ kind: "violation", path: "" }],
} satisfies PolicyCase;
