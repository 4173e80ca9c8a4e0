const gcp = require("@pulumi/gcp");

const project = "aia-production";

/** What there was of Google Cloud beside the cluster: the database, and the checks of the health page. */
function cloud() {
  return [
    {
      type: gcp.alloydb.Cluster,
      name: "aia-alloydb",
      properties: {
        clusterId: "aia-alloydb",
        project,
        location: "us-central1",
        networkConfig: { network: "projects/aia-production/global/networks/aia" },
        continuousBackupConfig: { enabled: false },
        automatedBackupPolicy: { enabled: false },
      },
    },
    {
      type: gcp.monitoring.UptimeCheckConfig,
      name: "health",
      properties: {
        displayName: "AIA health",
        project,
        timeout: "10s",
        period: "60s",
        httpCheck: { path: "/health", port: 443, useSsl: true },
        monitoredResource: {
          type: "uptime_url",
          labels: { project_id: project, host: "013a.tech" },
        },
      },
    },
  ];
}

module.exports = { cloud };
