import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: { name: "api", ingress: "INGRESS_TRAFFIC_ALL", invokerIamDisabled: true },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "api-up",
      props: {
        monitoredResource: { type: "uptime_url", labels: { host: "api.example.com" } },
        httpCheck: { path: "/health" },
      },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: {
        combiner: "OR",
        displayName: "Errors",
        conditions: [
          {
            displayName: "5xx",
            conditionThreshold: {
              filter:
                'resource.type="cloud_run_revision" AND metric.type="run.googleapis.com/request_count" AND metric.labels.response_code_class="5xx"',
              aggregations: [{ groupByFields: ["resource.label.service_name"] }],
            },
          },
        ],
      },
    },
    {
      type: "gcp:monitoring/slo:Slo",
      name: "available",
      props: {
        service: "api",
        goal: 0.99,
        requestBasedSli: {
          goodTotalRatio: {
            badServiceFilter: 'resource.labels.service_name="api"',
            totalServiceFilter: 'resource.labels.service_name="api"',
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
