import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/health" },
        contentMatchers: [{ content: ".*", matcher: "MATCHES_REGEX" }, { content: "healthy" }],
      },
    },
  ],
  findings: [
    { kind: "violation", path: "contentMatchers[0].content" },
    { kind: "violation", path: "contentMatchers[1]" },
  ],
} satisfies PolicyCase;
