const gcp = require("@pulumi/gcp");
const { project } = require("./objects");
const { fromSecret, repository } = require("./services");

/**
 * The repair of each fault, alone: what somebody would have changed that day, and no more. Each changes in place what is
 * about to be registered.
 */
const named = (day, name) => day.services.find((service) => service.name === name);

/** The version that was built, and the image with the modules in it. */
function P1(day) {
  named(day, "mcp-server").image = `${repository}/mcp-server:0.9.1`;
  named(day, "airtable-gateway").image = `${repository}/airtable-gateway:1.4.0`;
}

function P2(day) {
  for (const { env } of day.services) {
    if (env.REDIS_URL) env.REDIS_PASSWORD = fromSecret("redis", "password");
  }
}

function P3(day) {
  for (const { probes } of day.services) probes.readinessProbe = "/ready";
}

/** Its health asks for no login. */
function P4(day) {
  delete named(day, "platform-services").token;
}

/** Each public host is asked, its errors are alerted on, and what is expected of it is written down. */
function P6(day) {
  for (const host of ["api.pyairtable.example", "pyairtable.example"]) {
    day.watchers.push([
      gcp.monitoring.UptimeCheckConfig,
      `uptime-${host}`,
      {
        displayName: host,
        project,
        timeout: "10s",
        period: "60s",
        httpCheck: { path: "/health", port: 443, useSsl: true },
        contentMatchers: [
          {
            matcher: "MATCHES_JSON_PATH",
            content: '"healthy"',
            jsonPathMatcher: { jsonPath: "$.status", jsonMatcher: "EXACT_MATCH" },
          },
        ],
        monitoredResource: { type: "uptime_url", labels: { project_id: project, host } },
      },
    ]);
  }
  const channel = `projects/${project}/notificationChannels/1`;
  const balancer = 'resource.type="https_lb_rule"';
  day.watchers.push(
    [
      gcp.monitoring.AlertPolicy,
      "errors",
      {
        displayName: "errors",
        project,
        combiner: "OR",
        notificationChannels: [channel],
        conditions: [
          {
            displayName: "errors",
            conditionThreshold: {
              filter: `metric.type="loadbalancing.googleapis.com/https/request_count" AND ${balancer}`,
              comparison: "COMPARISON_GT",
              duration: "300s",
              aggregations: [
                {
                  alignmentPeriod: "60s",
                  perSeriesAligner: "ALIGN_RATE",
                  crossSeriesReducer: "REDUCE_SUM",
                  groupByFields: ["resource.label.url_map_name"],
                },
              ],
            },
          },
        ],
      },
    ],
    [
      gcp.monitoring.Slo,
      "good-requests",
      {
        project,
        service: "load-balancer",
        goal: 0.95,
        rollingPeriodDays: 28,
        requestBasedSli: {
          goodTotalRatio: {
            goodServiceFilter: `metric.type="loadbalancing.googleapis.com/https/request_count" AND ${balancer} AND metric.label.response_code_class=200`,
            totalServiceFilter: `metric.type="loadbalancing.googleapis.com/https/request_count" AND ${balancer}`,
          },
        },
      },
    ],
  );
}

function P7(day) {
  for (const { env } of day.services) {
    env.DB_POOL_SIZE = { value: "2" };
    env.DB_MAX_OVERFLOW = { value: "1" };
  }
}

function P8(day) {
  for (const { env } of day.services) {
    env.OTEL_EXPORTER_OTLP_ENDPOINT = { value: "https://telemetry.googleapis.com" };
  }
}

function P9(day) {
  named(day, "automation-services").besides = [{ name: "file-worker", port: 8016 }];
  named(day, "saga-orchestrator").targetPort = 8008;
}

module.exports = { P1, P2, P3, P4, P6, P7, P8, P9 };
