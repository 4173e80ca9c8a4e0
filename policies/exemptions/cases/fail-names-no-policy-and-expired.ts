import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [{ type: "gcp:cloudrunv2/service:Service", name: "api", props: {} }],
  options: {
    entries: [
      {
        policy: "images-pinned",
        resource: "api",
        reason: "The vendor publishes no releases.",
        owner: "team-web",
        expires: "2025-12-31",
      },
    ],
  },
  findings: [
    { kind: "violation", path: "" },
    { kind: "violation", path: "" },
  ],
} satisfies PolicyCase;
