import * as gcp from "@pulumi/gcp";
import { Config } from "@pulumi/pulumi";

const password = new Config().requireSecret("password");

const channel = new gcp.monitoring.NotificationChannel("channel", {
  type: "pagerduty",
  displayName: "pager",
  sensitiveLabels: { serviceKey: password },
});

const metric = new gcp.logging.Metric("phases", {
  name: "phases",
  filter: 'jsonPayload.event="startup_phase"',
  metricDescriptor: { metricKind: "DELTA", valueType: "DISTRIBUTION", unit: "s" },
  valueExtractor: "EXTRACT(jsonPayload.seconds)",
});

const check = new gcp.monitoring.UptimeCheckConfig("check", {
  displayName: "www.example.com",
  timeout: "10s",
  httpCheck: { path: "/health", useSsl: true },
  monitoredResource: { type: "uptime_url", labels: { host: "www.example.com" } },
});

/** An alert on an uptime check. */
export const alert = new gcp.monitoring.AlertPolicy("alert", {
  displayName: "slow start",
  combiner: "OR",
  severity: "CRITICAL",
  conditions: [
    {
      displayName: "slow start",
      conditionThreshold: {
        filter: metric.name.apply((name) => `metric.type="logging.googleapis.com/user/${name}"`),
        comparison: "COMPARISON_GT",
        duration: "0s",
      },
    },
  ],
  userLabels: { check: check.uptimeCheckId },
  notificationChannels: [channel.name],
});

const shop = new gcp.monitoring.CustomService("shop", { serviceId: "shop" });
const backend = new gcp.monitoring.GenericService("backend", {
  serviceId: "backend",
  basicService: {
    serviceType: "CLOUD_RUN",
    serviceLabels: { service_name: "backend", location: "us-central1" },
  },
});

for (const [name, service] of Object.entries({ shop, backend })) {
  new gcp.monitoring.Slo(`${name}-availability`, {
    service: service.serviceId,
    goal: 0.99,
    rollingPeriodDays: 28,
    requestBasedSli: {
      goodTotalRatio: {
        goodServiceFilter: 'metric.type="run.googleapis.com/request_count"',
        totalServiceFilter: 'metric.type="run.googleapis.com/request_count"',
      },
    },
  });
}

new gcp.monitoring.Dashboard("dashboard", {
  dashboardJson: JSON.stringify({ displayName: "shop", mosaicLayout: { columns: 48, tiles: [] } }),
});

const logs = new gcp.logging.ProjectBucketConfig("logs", {
  project: gcp.config.project ?? "",
  location: "us-central1",
  bucketId: "shop",
  retentionDays: 30,
});

new gcp.logging.ProjectSink("sink", {
  destination: logs.name.apply((name) => `logging.googleapis.com/${name}`),
  filter: "severity>=ERROR",
});
