import { object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

const spec = { containers: [{ name: "migrate", ports: [{ containerPort: 8000 }] }] };

export default {
  resources: [
    object("batch/v1:Job", "migrate", { spec: { template: { spec } } }),
    object("batch/v1:CronJob", "clean", {
      spec: { jobTemplate: { spec: { template: { spec } } } },
    }),
    object("core/v1:Pod", "once", { spec: { ...spec, restartPolicy: "Never" } }),
    object("core/v1:PodTemplate", "template", { template: { spec } }),
    object("apps/v1:DeploymentPatch", "patch", { spec: { template: { spec } } }),
    {
      type: "gcp:cloudrunv2/job:Job",
      name: "job",
      props: { template: { template: { containers: [{ image: "a" }] } } },
    },
    {
      type: "gcp:cloudrunv2/workerPool:WorkerPool",
      name: "workers",
      props: { template: { containers: [{ image: "a" }] } },
    },
  ],
  findings: [],
} satisfies PolicyCase;
