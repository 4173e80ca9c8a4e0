import { deployment, object } from "../../models/kubernetes/program.fixture";
import type { PolicyCase } from "../../testing/policy-case";

export default {
  resources: [
    deployment({ ports: [{ containerPort: 8000 }] }),
    object("apps/v1:StatefulSet", "worker", {
      spec: { template: { spec: { containers: [{ name: "worker" }, { name: "logs" }] } } },
    }),
    {
      type: "gcp:cloudrunv2/service:Service",
      name: "run",
      props: { template: { containers: [{ image: "a" }] } },
    },
  ],
  findings: [
    ...["startupProbe", "livenessProbe", "readinessProbe"].map((probe) => ({
      resource: "api",
      kind: "violation" as const,
      path: `spec.template.spec.containers[0].${probe}`,
    })),
    {
      resource: "worker",
      kind: "violation",
      path: "spec.template.spec.containers[0].livenessProbe",
    },
    { resource: "run", kind: "violation", path: "template.containers[0].startupProbe" },
    { resource: "run", kind: "violation", path: "template.containers[0].livenessProbe" },
  ],
} satisfies PolicyCase;
