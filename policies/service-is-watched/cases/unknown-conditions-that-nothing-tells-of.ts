import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: { name: "api", invokerIamDisabled: true },
    },
    {
      type: "gcp:monitoring/uptimeCheckConfig:UptimeCheckConfig",
      name: "api-up",
      props: { monitoredResource: UNKNOWN },
      propertyDependencies: { monitoredResource: ["api"] },
    },
    {
      type: "gcp:monitoring/alertPolicy:AlertPolicy",
      name: "errors",
      props: { combiner: "OR", displayName: "Errors", conditions: UNKNOWN },
    },
    {
      type: "gcp:monitoring/slo:Slo",
      name: "available",
      props: { service: UNKNOWN, basicSli: { availability: { enabled: true } } },
      propertyDependencies: { service: ["api"] },
    },
  ],
  findings: [{ resource: "api", kind: "undetermined", path: "" }],
} satisfies PolicyCase;
