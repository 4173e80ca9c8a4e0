import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [{ type: "gcp:cloudrunv2/service:Service", name: "api", props: {} }],
  options: {
    entries: [
      {
        policy: "image-pinned",
        resource: "api",
        reason: "The vendor publishes no releases.",
        owner: "team-web",
        expires: "2026-06-15",
      },
    ],
  },
  findings: [],
} satisfies PolicyCase;
