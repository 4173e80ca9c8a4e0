import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: {
          path: "/health",
          port: 443,
          useSsl: true,
          validateSsl: true,
          requestMethod: "GET",
        },
        contentMatchers: [
          {
            content: '"healthy"',
            matcher: "MATCHES_JSON_PATH",
            jsonPathMatcher: { jsonPath: "$.status", jsonMatcher: "EXACT_MATCH" },
          },
        ],
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
