import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    { type: "gcp:cloudrunv2/service:Service", name: "api", props: { location: "us-central1" } },
  ],
  options: {
    entries: [
      {
        policy: "image-pinned",
        resource: "api",
        reason: "The vendor publishes no releases.",
        owner: "team-web",
        expires: "2026-12-31",
      },
    ],
  },
  findings: [],
} satisfies PolicyCase;
