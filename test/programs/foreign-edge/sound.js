const gcp = require("@pulumi/gcp");

const location = "europe-west1";

/** What nothing is wrong with, and what only looks wrong. */
module.exports = (image) => {
  const secret = new gcp.secretmanager.Secret("sound", {
    secretId: "sound",
    replication: { auto: {} },
  });
  const version = new gcp.secretmanager.SecretVersion("sound", {
    secret: secret.id,
    secretData: "not a secret",
  });
  const service = new gcp.cloudrunv2.Service("sound", {
    location,
    template: {
      timeout: "600s",
      sessionAffinity: true,
      containers: [
        {
          image,
          startupProbe: { httpGet: { path: "/health" } },
          livenessProbe: { httpGet: { path: "/livez" } },
          envs: [
            {
              name: "TOKEN",
              valueSource: { secretKeyRef: { secret: secret.secretId, version: version.version } },
            },
          ],
          volumeMounts: [{ name: "live", mountPath: "/live" }],
        },
      ],
      volumes: [
        {
          name: "live",
          secret: { secret: secret.secretId, items: [{ path: "token", version: "latest" }] },
        },
      ],
    },
  });

  const group = new gcp.compute.RegionNetworkEndpointGroup("sound", {
    region: location,
    networkEndpointType: "SERVERLESS",
    cloudRun: { service: service.name },
  });
  const backend = new gcp.compute.BackendService("sound", {
    loadBalancingScheme: "EXTERNAL_MANAGED",
    backends: [{ group: group.id }],
    outlierDetection: { consecutiveErrors: 5 },
  });
  const elsewhere = new gcp.compute.RegionNetworkEndpointGroup("sound-elsewhere", {
    region: location,
    networkEndpointType: "INTERNET_FQDN_PORT",
  });
  new gcp.compute.BackendService("sound-elsewhere", {
    backends: [{ group: elsewhere.id }],
    timeoutSec: 600,
    sessionAffinity: "CLIENT_IP",
  });
  const routes = new gcp.compute.URLMap("sound", { defaultService: backend.id });
  const proxy = new gcp.compute.TargetHttpProxy("sound", { urlMap: routes.id });
  new gcp.compute.GlobalForwardingRule("sound", {
    loadBalancingScheme: "EXTERNAL_MANAGED",
    target: proxy.id,
    portRange: "80",
  });

  const network = new gcp.compute.Network("sound", { autoCreateSubnetworks: false });
  const small = new gcp.compute.Subnetwork("sound", {
    region: location,
    network: network.id,
    ipCidrRange: "10.8.0.0/28",
  });
  new gcp.vpcaccess.Connector("sound", {
    name: "sound",
    region: location,
    subnet: { name: small.name },
    minInstances: 2,
    maxInstances: 10,
  });

  const pager = new gcp.monitoring.NotificationChannel("sound", {
    type: "email",
    labels: { email_address: "team@example.com" },
  });
  alert("sound", { notificationChannels: [pager.id] });
  alert("sound-off", { enabled: false });
  uptime("sound", {
    httpCheck: { path: "/health", useSsl: true },
    contentMatchers: [
      {
        content: '"healthy"',
        matcher: "MATCHES_JSON_PATH",
        jsonPathMatcher: { jsonPath: "$.status" },
      },
    ],
  });
  uptime("sound-redirect", {
    httpCheck: { path: "/", acceptedResponseStatusCodes: [{ statusValue: 301 }] },
  });
};

/** An alert policy on errors. */
function alert(name, args) {
  new gcp.monitoring.AlertPolicy(name, {
    displayName: name,
    combiner: "OR",
    conditions: [
      {
        displayName: "Errors",
        conditionThreshold: {
          filter:
            'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count"',
          comparison: "COMPARISON_GT",
          duration: "300s",
          thresholdValue: 1,
          aggregations: [{ alignmentPeriod: "60s", perSeriesAligner: "ALIGN_RATE" }],
        },
      },
    ],
    ...args,
  });
}

/** An uptime check of a host. */
function uptime(name, args) {
  new gcp.monitoring.UptimeCheckConfig(name, {
    displayName: name,
    timeout: "10s",
    monitoredResource: {
      type: "uptime_url",
      labels: { host: "api.example.com", project_id: "somebody-else" },
    },
    ...args,
  });
}

module.exports.alert = alert;
module.exports.uptime = uptime;
