import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "api",
      props: {
        scaling: { minInstanceCount: 1, maxInstanceCount: 4 },
        template: {
          maxInstanceRequestConcurrency: 80,
          containers: [
            {
              ports: { containerPort: 8000 },
              resources: { limits: { cpu: "2", memory: "2Gi" } },
              envs: [{ name: "spring.datasource.url", value: "x" }],
            },
          ],
        },
      },
    },
    {
      type: "gcp:cloudrun/service:Service",
      name: "old",
      props: {
        template: {
          metadata: {
            annotations: {
              "autoscaling.knative.dev/minScale": "1",
              "autoscaling.knative.dev/maxScale": "10",
            },
          },
          spec: {
            containerConcurrency: 0,
            containers: [{ resources: { limits: { cpu: "1000m", memory: "256Mi" } } }],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "migrate",
      props: {
        template: {
          template: {
            containers: [
              {
                resources: { limits: { cpu: "1", memory: "512Mi" } },
                envs: [{ name: "PORT", value: "8080" }],
              },
            ],
          },
        },
      },
    },
  ],
  findings: [],
} satisfies PolicyCase;
