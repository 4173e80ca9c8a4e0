import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    {
      type: "gcp:cloudrun/service:Service",
      name: "old",
      props: {
        template: {
          metadata: {
            annotations: {
              "autoscaling.knative.dev/minScale": "5",
              "autoscaling.knative.dev/maxScale": "2",
              "run.googleapis.com/cpu-throttling": "false",
            },
          },
          spec: {
            containerConcurrency: 80,
            containers: [{ resources: { limits: { cpu: "0.5" } } }],
          },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "migrate",
      props: {
        template: {
          template: { containers: [{ resources: { limits: { cpu: "1", memory: "256Mi" } } }] },
        },
      },
    },
    {
      type: "gcp:cloudrunv2/workerPool:WorkerPool",
      name: "worker",
      props: { template: { containers: [{ resources: { limits: { cpu: "3" } } }] } },
    },
  ],
  findings: [
    {
      resource: "old",
      kind: "violation",
      path: "template.spec.containers[0].resources.limits.cpu",
    },
    { resource: "old", kind: "violation", path: "template.spec.containerConcurrency" },
    {
      resource: "old",
      kind: "violation",
      path: "template.metadata.annotations.autoscaling.knative.dev/minScale",
    },
    {
      resource: "migrate",
      kind: "violation",
      path: "template.template.containers[0].resources.limits",
    },
    {
      resource: "worker",
      kind: "violation",
      path: "template.containers[0].resources.limits.cpu",
    },
  ],
} satisfies PolicyCase;
