import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "good",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/" },
        contentMatchers: [{ content: "Welcome" }],
      },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "tcp",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        tcpCheck: { port: 6379 },
      },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "synthetic",
      props: {
        displayName: "Backend",
        timeout: "10s",
        syntheticMonitor: { cloudFunctionV2: { name: "projects/p/locations/l/functions/f" } },
      },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "redirect",
      props: {
        displayName: "Backend",
        timeout: "10s",
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/", acceptedResponseStatusCodes: [{ statusValue: 301 }] },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
