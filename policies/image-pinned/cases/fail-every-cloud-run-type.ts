import type { PolicyCase } from "../../testing/policy-case";

const containers = [{ image: "app:latest" }];

export default {
  resources: [
    {
      type: "gcp:cloudrun/service:Service",
      name: "v1",
      props: { template: { spec: { containers } } },
    },
    { type: "gcp:cloudrunv2/service:Service", name: "v2", props: { template: { containers } } },
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "job",
      props: { template: { template: { containers } } },
    },
    {
      type: "gcp:cloudrunv2/workerPool:WorkerPool",
      name: "pool",
      props: { template: { containers } },
    },
  ],
  findings: [
    { resource: "v1", kind: "violation", path: "template.spec.containers[0].image" },
    { resource: "v2", kind: "violation", path: "template.containers[0].image" },
    { resource: "job", kind: "violation", path: "template.template.containers[0].image" },
    { resource: "pool", kind: "violation", path: "template.containers[0].image" },
  ],
} satisfies PolicyCase;
