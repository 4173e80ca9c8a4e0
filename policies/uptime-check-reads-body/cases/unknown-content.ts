import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "open",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/health" },
        contentMatchers: [{ content: UNKNOWN }],
      },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "sound",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: UNKNOWN, headers: UNKNOWN },
        contentMatchers: [{ content: "healthy" }],
      },
    },
  ],
  findings: [{ resource: "open", kind: "undetermined", path: "contentMatchers[0].content" }],
} satisfies PolicyCase;
