import { type PolicyCase, UNKNOWN } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      props: {
        scaling: { minInstanceCount: 3, maxInstanceCount: 2 },
        template: {
          executionEnvironment: UNKNOWN,
          maxInstanceRequestConcurrency: UNKNOWN,
          scaling: { minInstanceCount: 1, maxInstanceCount: UNKNOWN },
          containers: [{ resources: { cpuIdle: UNKNOWN, limits: { cpu: "500m" } } }],
        },
      },
    },
  ],
  findings: [
    { kind: "violation", path: "scaling.minInstanceCount" },
    { kind: "undetermined", path: "template.executionEnvironment" },
    { kind: "undetermined", path: "template.maxInstanceRequestConcurrency" },
    { kind: "undetermined", path: "template.scaling.maxInstanceCount" },
    { kind: "undetermined", path: "template.containers[0].resources.cpuIdle" },
  ],
} satisfies PolicyCase;
