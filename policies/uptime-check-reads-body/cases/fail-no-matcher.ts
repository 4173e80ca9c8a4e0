import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/health", useSsl: true },
      },
    },
  ],
  findings: [{ kind: "violation", path: "contentMatchers" }],
} satisfies PolicyCase;
