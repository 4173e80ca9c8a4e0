import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: UNKNOWN } },
        httpCheck: { path: UNKNOWN },
      },
    },
  ],
  findings: [{ kind: "violation", path: "contentMatchers" }],
} satisfies PolicyCase;
